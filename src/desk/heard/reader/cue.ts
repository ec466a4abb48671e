/**
 * Signs in plain texts (`plainOf`), in both languages. The model learns what each is worth from the examples; a few decide
 * alone (`certainOf`). A pattern names the words of one idea, so that a word that no example has still counts.
 */
const CUES = [
  {
    name: 'broken',
    pattern:
      /坏|壞|故障|失灵|失靈|瘫痪|死机|死機|宕机|宕機|当机|罢工|损坏|烧了|崩溃|崩了|闪退|黑屏|蓝屏|花屏|白屏|卡死|卡顿|卡住|挂了|掛了|跳闸|断电|停电|断网|掉线|离线|離線|断开|中断|丢包|超时|丢失|报错|报警|告警|漏水|渗水|漏油|冒烟|异响|异味|焦味|过热|重启|失败|异常|不亮|不转|不动|不响|不显示|不出图|不工作|不通|不行|不灵|断(?:了|咧|啦|咯|掉)|炸了|掉电|点不亮|打不出|开不了|不来电|连不到|登陆不|篡改|攻击|卡纸|(?:很|太|特别|好|非常|越来越|慢得)慢|慢得|冇(?!问题)|唔(?:到|郁|着)|咗|没反应|沒反應|没信号|没声音|没画面|没图像|无法|無法|打不开|打不開|连不上|連不上|登不上|登录不了|进不去|上不去|开不了|关不上|关不掉|用不了|不能用|读不出|识别不了|刷不了|看不到|看不了|收不到|发不出|抬不起|起不来|动不了|\b50[0234]\b|\b(?:ded|donw|brokn|toast|unregistered|unusable|dies|died|never came (?:up|back)|keeps? (?:re)?\w+ing|down|dead|broken?|fail(?:s|ed|ing|ure)?|fault(?:y)?|error|errors|crash(?:es|ed|ing)?|offline|unreachable|unresponsive|frozen|freez(?:es|ing)|stuck|hangs?|hung|leak(?:s|ing)?|smok(?:e|ing)|burn(?:t|ing)|beep(?:s|ing)?|flicker(?:s|ing)?|blank|black screen|reboot(?:s|ing)?|restart(?:s|ing)|timeouts?|timed out|times out|time out|alarm(?:s|ing)?|overheat(?:s|ed|ing)?|dropp(?:ed|ing)|disconnect(?:s|ed|ing)?|outage|corrupt(?:ed)?|degraded|critical|stopp?ed|won't|wont|cannot|can't|cant|couldn't|doesn't|doesnt|isn't|aren't|not (?:work|respond|connect|load|open|start|turn|charg|print|record|show|com)\w*|no (?:signal|picture|video|sound|audio|power|response|image|display|network|internet|connection|dial tone)|unable to|out of order|acting up|playing up|went dark|goes dark|stays? (?:dark|black|red))\b/,
  },
  {
    name: 'again',
    pattern: /又|再次|还是|反复|老是|总是|经常|\b(?:again|still|keeps?|constantly|repeatedly|every (?:few|time))\b/,
  },
  {
    name: 'fine',
    pattern:
      /(?<!不|不太|不够|才|非)正常(?!工作时间|使用不|情况下)|自检通过|测过了|都通|亮着呢|恢复(?!出厂)|好了(?!吗|没|么)|(?<!没|未|没有|不|还没|能)修好(?!吗|没|了吗)|不(?:卡|断|响|闪|报警|黑|掉|漏|死机|重启)\S{0,3}了$|搞定(?!没)|解决了(?!吗|没)|可以了|能用了(?!吗|没|不)|没问题了|没什么问题|(?:没有?|无|未见|未发现|不是|并非)(?:什么|任何|出现|发现)?(?:坏|断|挂|卡|故障|异常|报警|告警|问题|毛病|黑屏|掉线|离线|漏水|宕机|中断)|都?在线(?!客服|会议)|平稳|稳定了|不用(?:来|处理|管|修)|虚惊|误会|\b(?:works? (?:again|now|fine|well|perfectly)|working (?:again|now|fine|well|perfectly)|(?:all|everything)(?:'s| is| are| looks?)? (?:good|fine|clear|set|well|ok|okay|normal|online|working|up|green)|(?:back|up) (?:up|online|to normal|and running|again)|(?<!not |n't |never |isnt )fixed(?! by when| yet)|no longer|not .{1,30}any ?more|solved|(?:been|was|were|is|are) (?:resolved|restored|repaired|replaced)|(?:no|not a|not any|zero) (?:more )?(?:issues?|problems?|alarms?|alerts?|faults?|errors?|outages?|leaks?|incidents?|damage)|(?:not|isn't|isnt|aren't|wasn't|weren't|never) (?:down|broken?|dead|failing|failed|faulty|offline|stuck|frozen|leaking|urgent|a fault|the (?:network|server))|normal(?:ly)?|no need to|false alarm|never mind|nevermind|stable|recovered|on purpose|intended|(?:went|going|running|looks?|looking|completed|finished) (?:well|fine|smoothly|successfully)|no action|nothing (?:wrong|critical|broken|blinking|beeping|to report)|in (?:perfect |good )?order|all checked|success(?:ful(?:ly)?)?|everything's (?:in|running)|hooray|wonderful|\[ok\]|\[resolved\])\b|\[(?:ok|resolved)\]|n't .{1,30}any ?more|【(?:恢复|已恢复|正常)】|^\W*(?:recovery|resolved|ok):/,
  },
  {
    name: 'if',
    pattern:
      /如果|要是|假如|万一|倘若|的话|会不会|怎么办\b|\b(?:if|what happens|in case|suppose|would it|would you|could we|can we|should we)\b/,
  },
  {
    name: 'hearsay',
    pattern:
      /听说|据说|新闻|白皮书|订阅号|公众号|知识库|一文|判断题|选择题|股票|电影|游戏|假定|推演|模拟|报道|热搜|隔壁|别的公司|人家|朋友圈|转发|直播|演练|演习|脚本|预案|案例|培训|考试|题库|比方|例如|举例|\b(?:i heard|heard that|rumou?rs?|news|article|tv says|next door|neighbou?rs?|another company|webinar|drill|scenario|exercise|joke|for example|e\.g\.|lesson|quiz|demo|imagine|what is the difference|my back|our team lost|stuck in traffic|toilet|coffee|vulnerability scan|white ?paper)\b/,
  },
  {
    name: 'planned',
    pattern:
      /温馨提示|提醒一下|每日|每天\d|凌晨.{0,10}(?:打补丁|升级|割接|维护)|暂停使用|明早.{0,12}(?:拆|停|断|关)|不许改|封网|(?:明天|明晚|今晚|周[一二三四五六日末]|下周|下月|节后|月底|号)[^。!]{0,12}(?:停电|断电|停机|断网|割接|检修|维护|升级|搬|关机|重启|改造|施工)|计划(?:内|性)?(?:停|断|检修|割接)|(?:停电|停机|检修|割接|维护|施工)(?:通知|公告|计划|窗口|时间)|\b(?:planned|scheduled|maintenance (?:window|work|tonight|on)|(?:we(?:'ll| will| are going to|'re going to| plan to)) (?:shut|switch|turn|take|move|reboot|restart|replace|upgrade|cut)|announced|renovat\w+|(?:shut|switch|power)(?:ed|ing)? (?:it |everything |them )?(?:down|off) (?:on|at|for|tonight|tomorrow)|cutover|migration|reminder|trial run|moving day|from \d+(?::\d\d)? to \d+|on the \d+(?:st|nd|rd|th)|takes place|open port|create \d+)\b/,
  },
  {
    name: 'past',
    pattern:
      /上周|上个月|上月|去年|前年|上次|前几天|之前的|那次|上回|当年|以前|早先|曾经|\b(?:last (?:week|month|year|time|quarter)|previous(?:ly)?|back in|(?:weeks?|months?|years?) ago|in (?:19|20)\d\d|in (?:january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|winter)|used to)\b/,
  },
  {
    name: 'future',
    pattern:
      /下周|下个月|下星期|计划|打算|准备|安排|预约|将要|到时候|\b(?:next (?:week|month|year)|tomorrow|planned?|planning|scheduled?|going to|will be|on (?:mon|tues|wednes|thurs|fri|satur|sun)day)\b/,
  },
  {
    name: 'paper',
    pattern:
      /报告|报表|统计|模板|文档|资料|手册|说明书|发票|合同|报价|清单|台账|记录|方案|图纸|价格|多少钱|费用|\b(?:reports?|template|statistics|manual|document(?:ation)?|invoice|contract|quot(?:e|ation)|price|pricing|costs?|list|drawings?|licen[cs]e|warranty|budget|records?)\b/,
  },
  {
    name: 'wish',
    pattern:
      /想加|增加|新增|加装|申请|开通|想要|需要一|希望(?:能)?(?:增|加|有)|能不能加|可以加|升级到|换成|培训|\b(?:we(?:'d| would) like|would like to|we want|want to (?:add|buy|order|upgrade)|add (?:a|another|two|three|more|some)|request(?:ing)?|feature|training|upgrade|install(?:ation)?|new (?:user|account|employee|hire))\b/,
  },
  {
    name: 'dissatisfied',
    pattern:
      /投诉|投訴|态度|態度|恶劣|惡劣|差劲|差勁|太差|很差|不满|失望|(?:找|叫|让|要|跟|向|问|见|告诉|反映到?|汇报给?|喊) ?(?:一下)?你们?的?(?:领导|经理|主管|老板)|你们(?:的)?(?:领导|经理|主管|老板)|换个(?:工程师|师傅|人)|退款|退钱|赔偿|索赔|换供应商|换一家|换人|解约|推诿|推脱|踢皮球|敷衍|糊弄|忽悠|骗|垃圾|没人管|没人理|没人来|没人接|没人修|没人回|不接电话|电话也?不接|不回电|没回电|没响过|一声不吭|不吭声|没打招呼|不打招呼|一问三|来回折腾|不催不动|(?:两|三|四|五|六|七|好几|几)(?:天|周|个星期|个礼拜|个月)(?:了|没|还)|说好(?:的)?(?:了|今天|明天|上午|下午|三点)|不负责|不专业|不靠谱|说话不算|爽约|放鸽子|太慢|拖了|拖到|拖延|忍无可忍|受够|离谱|无语|气死|什么服务|服务水平|这就是你们|不像话|\b(?:complain(?:t|ts|ing)?|unacceptable|rude|attitude|unprofessional|incompetent|disappoint(?:ed|ing|ment)|dissatisf\w+|unhappy|not happy|fed up|frustrat(?:ed|ing)|ridiculous|disgrace(?:ful)?|joke|appalling|terrible|awful|poor (?:service|support|quality)|worst|refund|compensat\w+|(?:your|speak to|talk to|see|want|get|call|tell|the) (?:a |the |your )?(?:manager|supervisor|boss)(?! (?:in|on|can't|cannot))|different engineer|another engineer|someone else next time|uninterested|escalate|switch(?:ing)? (?:provider|supplier|vendor)s?|another (?:provider|supplier|vendor)|waste of|paying for|pay you|pay for|no one (?:called|came|answered|bothered)|nobody (?:called|came|answers|bothered)|never (?:called|came|showed|replied|got back)|ignored|excuses?|lied|lying|broken promises?|promised|let us down|nobody cares|no one cares|who cares|what the hell|wtf|annoy(?:s|ed|ing)?|overpriced|pay each time|useless|pathetic|absurd|shameful|for (?:nine|ten|two|three|four|five|six|seven|\d+) (?:days|weeks|months)|put me on hold|ping pong|support tells|not good enough)\b/,
  },
  {
    name: 'thanks',
    pattern:
      /谢谢|多谢|感谢|谢了|谢啦|3q|辛苦|收到|好的|好滴|好嘞|行的?$|妥了?|明白|了解|知道了|没事了|不客气|早上好|下午好|晚上好|^早安?$|晚安|你好|您好|大家好|在吗|再见|拜拜|明天见|快乐|愉快|顺利|祝|哈哈|呵呵|嗯|给力|棒|赞|厉害|牛|点赞|满意(?!度)|完美|\[(?:强|抱拳|ok|呲牙|微笑|鼓掌|玫瑰|握手|赞)\]|:\+1:|:(?:thumbsup|pray|clap|tada|heart|smile|ok_hand):|[\u{1f44d}\u{1f64f}\u{1f44f}\u{1f389}\u{1f60a}\u{2764}\u{1f44c}]|\b(?:thanks?|thank (?:you|u)|thnx|thx|tyvm|ty|tks|cheers|appreciated?|great|perfect|awesome|excellent|brilliant|nice|lovely|well done|good job|satisfied|wonderful|hooray|merci|ok(?:ay)?|okey|k|got it|noted|understood|sure|roger|copy that|will do|sounds good|hello|hi|hey|hiya|good (?:morning|afternoon|evening|night)|morning|evening|bye|see you|talk (?:tmrw|tomorrow|later)|you're welcome|no problem|np|no worries|happy|merry|lol|haha|cool|congrats|enjoy)\b/u,
  },
  {
    name: 'status',
    pattern:
      /进展|进度|到哪|到啥|啥程度|什么时候|何时|多久|几点|怎么样了|怎样了|如何了|处理得|修得|好了吗|好了没|修好没|到了吗|来了吗|搞定没|有消息|\b(?:any (?:news|update|updates|progress|word)|status|progress|eta|when (?:will|can|is|are)|how long|how much longer|update me|what's happening|where are we|state of play|my tickets|open tickets|have open|stauts|is (?:it|this|my ticket|t-\d+) (?:fixed|done|closed|resolved)|still waiting|on (?:the|their|his|your) way|look(?:ed|ing) into)\b/,
  },
  {
    name: 'duty',
    pattern:
      /值班|当值|当班|谁负责|谁当班|找谁|打给谁|联系谁|电话是|电话多少|值守|\b(?:on[- ]?call|on duty|who (?:do|should|can) (?:i|we) (?:call|contact|phone|ring)|who's (?:on|covering)|who is (?:on|covering)|phone number|hotline|emergency (?:number|contact))\b/,
  },
  {
    name: 'help',
    pattern:
      /帮助|帮手|怎么用|怎么报障|如何报障|怎么报修|如何报修|怎么提|怎么投|使用说明|能做什么|会什么|有什么功能|命令|菜单|转人工|人工客服|\b(?:help|hlep|usage|how (?:does|do|can|to) (?:i|we|you)?|what can you|menu|commands?|instructions?|human|real person|how does this work|what do you do)\b/,
  },
  {
    name: 'as-a-rule',
    pattern:
      /一般|通常|平时|正常情况|保修|质保|验收|巡检|备件|\b(?:usually|normally|generally|typically|warranty|in general|on average|inspection|spare)\b/,
  },
  {
    name: 'question',
    pattern:
      /[?]|吗|呢|是否|能否|可否|什么|怎么|多少|哪|\b(?:what|how|when|where|who|why|which|can|could|do|does|is|are)\b/,
  },
  { name: 'why', pattern: /为什么|怎么又|怎么会|怎么回事|咋|\bwhy\b/ },
  { name: 'test', pattern: /测试|試一下|试一下|试试|请忽略|演练|\b(?:test(?:ing)?|ignore|drill|dry run)\b/ },
  {
    name: 'now',
    pattern:
      /现在|刚才|刚刚|今早|今天早上|从早上|一直|目前|\b(?:now|just|right now|since|this morning|today|currently|at the moment|suddenly)\b/,
  },
  {
    name: 'alert',
    pattern:
      /^\W*\[?(?:critical|alert|alarm|warning|warn|error|major|down|problem|firing|告警|报警|严重|紧急)\b|\[(?:critical|alert|firing:?\d*|down)\]/,
  },
  { name: 'number', pattern: /\bt-\d+\b|工单/ },
  {
    name: 'complains',
    pattern:
      /(?<!用户|客户|顾客|群众)投诉(?!电话|流程|渠道|方式|率)|态度(?:太|很|真|极|非常|十分|特别|这么|那么)?(?:恶劣|差|坏|不好|嚣张|傲慢|有问题)|服务(?:太|很|真|极|这么|那么)?(?:差|烂|糟|垃圾)|(?:找|叫|让|要见|联系)(?:一下)?你们?的?(?:领导|经理|主管|老板|负责人)|退款|退钱|赔偿|索赔|换(?:供应商|一家|服务商)|\b(?:complain(?:ing|ed)?|(?:file|make|lodge|raise|formal|official) (?:a )?complaint|complaint about|unacceptable|(?:is|was|so|very|being|extremely) rude|unprofessional|refund|(?:speak|talk) (?:to|with) (?:your|a|the) (?:manager|supervisor|boss))\b/,
  },
  {
    name: 'people',
    pattern:
      /你们(?!好|帮|能|可以|看|派|那边|处理|来|过来|有空|尽快)|你家|贵司|贵公司|他|她|工程师|师傅|技术员|售后|客服|小哥|(?:王|李|张|刘|陈|杨|赵|黄|周|吴|徐|孙|马|朱|胡|林|郭|何|高|罗)工|小(?:王|李|张|刘|陈|杨|赵|周|吴)|老(?:王|李|张|刘|陈|杨|赵|周|吴)|\b(?:your (?:guy|guys|man|team|people|engineer|engineers|technician|colleague|company|staff|support|service)|you guys|you people|you (?:said|promised|told|keep|never|always|people|charge|lot)|he|she|him|they (?:said|told|left|came|never)|technician|shouted|yelled|hung up)\b/,
  },
  {
    name: 'how',
    pattern:
      /还是.{0,6}(?:锁|先|用|开|关)|标准|几级|谁画|放哪|(?:怎么|咋)(?:用|设|改|加|配|导|查|弄|操作|办理|申请|升级|更换|添加|登记)|如何|步骤|教程|教一下|\b(?:how (?:do|can|to|would|should|much|many|often)|what(?:'s| is| are) the|when was|do you (?:do|have|sell|offer|cover)|(?:is|are) .{1,40} available|who (?:is|was|gets|made|drew)|where (?:is|are) the|rma|returned|spare|picked up|packed|replacement|have you heard|just wondering|just an idea|invite|page \d+ of)\b/,
  },
  {
    name: 'device',
    pattern:
      /摄像|监控|录像|硬盘|门禁|闸机|道闸|读卡|对讲|会议|终端|投影|大屏|拼接|屏幕|显示器|话筒|麦克风|音响|功放|服务器|主机|存储|阵列|磁盘|数据库|系统|平台|软件|应用|网站|页面|接口|交换机|路由|防火墙|网络|网|无线|wifi|光纤|专线|邮箱|邮件|电话|打印|扫描|电脑|ups|电源|电池|配电|发电|空调|机房|温度|湿度|水泵|电梯|充电|考勤|打卡|刷卡|车牌|停车|人脸|广播|叫号|自助机|收银|终端机|plc|传感|机器|设备|仪器|呼吸机|监护仪|\b(?:cam|cams|cameras?|nvr|dvr|recorder|door|doors|gate|gates|badge|badges|reader|turnstile|barrier|intercom|screens?|display|monitor|projector|video ?wall|mic|microphones?|speakers?|codec|conference|servers?|host|storage|nas|san|raid|disks?|drive|vm|vms|database|db|app|application|system|platform|portal|website|site|page|api|switch|switches|router|firewall|network|internet|wi-?fi|wireless|vpn|dns|link|line|email|emails|mail|outlook|phones?|printers?|scanner|computer|laptop|pc|ups|battery|batteries|power|generator|ac|aircon|air con|cooling|crac|chiller|temperature|pump|lift|elevator|charger|kiosk|pos|till|terminal|plc|robot|sensor|machine|device|unit|scanner|ventilator|mri|ct|conveyor)\b/,
  },
  {
    name: 'send',
    pattern:
      /派人|派个|派工程师|来人|过来看|来看看|来看一下|看一下|看看|看下|处理一下|尽快处理|修一下|排查|抢修|救命|急|\b(?:send (?:someone|somebody|an|a|help)|come (?:and|over|quick)|have a look|take a look|look into|please (?:check|fix|help|look|advise)|asap|urgent(?:ly)?|emergency|sos)\b/,
  },
] as const satisfies readonly { readonly name: string; readonly pattern: RegExp }[];

/** A sign of what a text is about, by the name that `CUES` gives it. */
export type CueName = (typeof CUES)[number]['name'];

/** The signs in a plain text. */
export function cuesIn(plain: string): ReadonlySet<CueName> {
  return new Set(CUES.flatMap(({ name, pattern }) => (pattern.test(plain) ? [name] : [])));
}

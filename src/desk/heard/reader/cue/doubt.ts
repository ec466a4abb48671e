import { says } from './says.ts';

/** Signs that nothing is broken here and now, or that faults are only spoken of. */
export const DOUBT_CUES = {
  fine: says(
    String.raw`
      (?<!不|不太|不够|才|非)正常(?!工作时间|使用不|情况下)|自检通过|测过了|都通|亮着呢|恢复(?!出厂)|
      好了(?!吗|没|么)|(?<!没|未|没有|不|还没|能)修好(?!吗|没|了吗)|
      不(?:卡|断|响|闪|报警|黑|掉|漏|死机|重启)\S{0,3}了$|搞定(?!没)|解决了(?!吗|没)|可以了|能用了(?!吗|没|不)|
      没问题了|没什么问题|
      (?:没有?|无|未见|未发现|不是|并非)(?:什么|任何|出现|发现)?(?:坏|断|挂|卡|故障|异常|报警|告警|问题|毛病|黑屏|掉线|离线|漏水|宕机|中断)|
      都?在线(?!客服|会议)|平稳|稳定了|不用(?:来|处理|管|修)|虚惊|误会|\[(?:ok|resolved)\]|n't .{1,30}any ?more|
      【(?:恢复|已恢复|正常)】|^\W*(?:recovery|resolved|ok):
    `,
    String.raw`
      works? (?:again|now|fine|well|perfectly)|working (?:again|now|fine|well|perfectly)|
      (?:all|everything)(?:'s| is| are| looks?)? (?:good|fine|clear|set|well|ok|okay|normal|online|working|up|green)|
      (?:back|up) (?:up|online|to normal|and running|again)|(?<!not |n't |never |isnt )fixed(?! by when| yet)|
      no longer|not .{1,30}any ?more|solved|(?:been|was|were|is|are) (?:resolved|restored|repaired|replaced)|
      (?:no|not a|not any|zero) (?:more )?(?:issues?|problems?|alarms?|alerts?|faults?|errors?|outages?|leaks?|incidents?|damage)|
      (?:not|isn't|isnt|aren't|wasn't|weren't|never) (?:down|broken?|dead|failing|failed|faulty|offline|stuck|frozen|leaking|urgent|a fault|the (?:network|server))|
      normal(?:ly)?|no need to|false alarm|never mind|nevermind|stable|recovered|on purpose|intended|
      (?:went|going|running|looks?|looking|completed|finished) (?:well|fine|smoothly|successfully)|no action|
      nothing (?:wrong|critical|broken|blinking|beeping|to report)|in (?:perfect |good )?order|all checked|
      success(?:ful(?:ly)?)?|everything's (?:in|running)|hooray|wonderful|\[ok\]|\[resolved\]
    `,
  ),
  if: says(
    String.raw`如果|要是|假如|万一|倘若|的话|会不会|怎么办\b`,
    'if|what happens|in case|suppose|would it|would you|could we|can we|should we',
  ),
  hearsay: says(
    `
      听说|据说|新闻|白皮书|订阅号|公众号|知识库|一文|判断题|选择题|股票|电影|游戏|假定|推演|模拟|报道|热搜|隔壁|
      别的公司|人家|朋友圈|转发|直播|演练|演习|脚本|预案|案例|培训|考试|题库|比方|例如|举例
    `,
    String.raw`
      i heard|heard that|rumou?rs?|news|article|tv says|next door|neighbou?rs?|another company|webinar|drill|
      scenario|exercise|joke|for example|e\.g\.|lesson|quiz|demo|imagine|what is the difference|my back|
      our team lost|stuck in traffic|toilet|coffee|vulnerability scan|white ?paper
    `,
  ),
  planned: says(
    String.raw`
      温馨提示|提醒一下|每日|每天\d|凌晨.{0,10}(?:打补丁|升级|割接|维护)|暂停使用|明早.{0,12}(?:拆|停|断|关)|
      不许改|封网|
      (?:明天|明晚|今晚|周[一二三四五六日末]|下周|下月|节后|月底|号)[^。!]{0,12}(?:停电|断电|停机|断网|割接|检修|维护|升级|搬|关机|重启|改造|施工)|
      计划(?:内|性)?(?:停|断|检修|割接)|(?:停电|停机|检修|割接|维护|施工)(?:通知|公告|计划|窗口|时间)
    `,
    String.raw`
      planned|scheduled|maintenance (?:window|work|tonight|on)|
      (?:we(?:'ll| will| are going to|'re going to| plan to)) (?:shut|switch|turn|take|move|reboot|restart|replace|upgrade|cut)|
      announced|renovat\w+|
      (?:shut|switch|power)(?:ed|ing)? (?:it |everything |them )?(?:down|off) (?:on|at|for|tonight|tomorrow)|
      cutover|migration|reminder|trial run|moving day|from \d+(?::\d\d)? to \d+|on the \d+(?:st|nd|rd|th)|
      takes place|open port|create \d+
    `,
  ),
  past: says(
    '上周|上个月|上月|去年|前年|上次|前几天|之前的|那次|上回|当年|以前|早先|曾经',
    String.raw`
      last (?:week|month|year|time|quarter)|previous(?:ly)?|back in|(?:weeks?|months?|years?) ago|
      in (?:19|20)\d\d|
      in (?:january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|winter)|
      used to
    `,
  ),
  future: says(
    '下周|下个月|下星期|计划|打算|准备|安排|预约|将要|到时候',
    `
      next (?:week|month|year)|tomorrow|planned?|planning|scheduled?|going to|will be|
      on (?:mon|tues|wednes|thurs|fri|satur|sun)day
    `,
  ),
  paper: says(
    `
      报告|报表|统计|模板|文档|资料|手册|说明书|发票|合同|报价|清单|台账|记录|方案|图纸|价格|多少钱|费用
    `,
    `
      reports?|template|statistics|manual|document(?:ation)?|invoice|contract|quot(?:e|ation)|price|pricing|
      costs?|list|drawings?|licen[cs]e|warranty|budget|records?
    `,
  ),
  wish: says(
    `
      想加|增加|新增|加装|申请|开通|想要|需要一|希望(?:能)?(?:增|加|有)|能不能加|可以加|升级到|换成|培训
    `,
    `
      we(?:'d| would) like|would like to|we want|want to (?:add|buy|order|upgrade)|
      add (?:a|another|two|three|more|some)|request(?:ing)?|feature|training|upgrade|install(?:ation)?|
      new (?:user|account|employee|hire)
    `,
  ),
  test: says('测试|试一下|试试|请忽略|演练', 'test(?:ing)?|ignore|drill|dry run'),
  how: says(
    `
      还是.{0,6}(?:锁|先|用|开|关)|标准|几级|谁画|放哪|
      (?:怎么|咋)(?:用|设|改|加|配|导|查|弄|操作|办理|申请|升级|更换|添加|登记)|如何|步骤|教程|教一下
    `,
    String.raw`
      how (?:do|can|to|would|should|much|many|often)|what(?:'s| is| are) the|when was|
      do you (?:do|have|sell|offer|cover)|(?:is|are) .{1,40} available|who (?:is|was|gets|made|drew)|
      where (?:is|are) the|rma|returned|spare|picked up|packed|replacement|have you heard|just wondering|
      just an idea|invite|page \d+ of
    `,
  ),
  'as-a-rule': says(
    '一般|通常|平时|正常情况|保修|质保|验收|巡检|备件',
    'usually|normally|generally|typically|warranty|in general|on average|inspection|spare',
  ),
} as const;

import { says } from './says.ts';

/** Signs of a fault, now. */
export const FAULT_CUES = {
  broken: says(
    String.raw`
      坏|故障|失灵|瘫痪|死机|宕机|当机|罢工|损坏|烧了|崩溃|崩了|闪退|黑屏|蓝屏|花屏|白屏|卡死|卡顿|卡住|挂了|
      掛了|跳闸|断电|停电|断网|掉线|离线|断开|中断|丢包|超时|丢失|报错|报警|告警|漏水|渗水|漏油|冒烟|异响|异味|
      焦味|过热|重启|失败|异常|不亮|不转|不动|不响|不显示|不出图|不工作|不通|不行|不灵|断(?:了|咧|啦|咯|掉)|炸了|
      掉电|点不亮|打不出|开不了|不来电|连不到|登陆不|篡改|攻击|卡纸|(?:很|太|特别|好|非常|越来越|慢得)慢|慢得|
      冇(?!问题)|唔(?:到|郁|着)|咗|没反应|没信号|没声音|没画面|没图像|无法|打不开|连不上|登不上|登录不了|进不去|
      上不去|关不上|关不掉|用不了|不能用|读不出|识别不了|刷不了|看不到|看不了|收不到|发不出|抬不起|起不来|动不了|
      \b50[0234]\b
    `,
    String.raw`
      ded|donw|brokn|toast|unregistered|unusable|dies|died|never came (?:up|back)|keeps? (?:re)?\w+ing|down|dead|
      broken?|fail(?:s|ed|ing|ure)?|fault(?:y)?|error|errors|crash(?:es|ed|ing)?|offline|unreachable|
      unresponsive|frozen|freez(?:es|ing)|stuck|hangs?|hung|leak(?:s|ing)?|smok(?:e|ing)|burn(?:t|ing)|
      beep(?:s|ing)?|flicker(?:s|ing)?|blank|black screen|reboot(?:s|ing)?|restart(?:s|ing)|timeouts?|timed out|
      times out|time out|alarm(?:s|ing)?|overheat(?:s|ed|ing)?|dropp(?:ed|ing)|disconnect(?:s|ed|ing)?|outage|
      corrupt(?:ed)?|degraded|critical|stopp?ed|won't|wont|cannot|can't|cant|couldn't|doesn't|doesnt|isn't|
      aren't|not (?:work|respond|connect|load|open|start|turn|charg|print|record|show|com)\w*|
      no (?:signal|picture|video|sound|audio|power|response|image|display|network|internet|connection|dial tone)|
      unable to|out of order|acting up|playing up|went dark|goes dark|stays? (?:dark|black|red)
    `,
  ),
  again: says('又|再次|还是|反复|老是|总是|经常', 'again|still|keeps?|constantly|repeatedly|every (?:few|time)'),
  why: says('为什么|怎么又|怎么会|怎么回事|咋', 'why'),
  now: says(
    '现在|刚才|刚刚|今早|今天早上|从早上|一直|目前',
    'now|just|right now|since|this morning|today|currently|at the moment|suddenly',
  ),
  alert: says(
    String.raw`
      ^\W*\[?(?:critical|alert|alarm|warning|warn|error|major|down|problem|firing|告警|报警|严重|紧急)\b|
      \[(?:critical|alert|firing:?\d*|down)\]
    `,
    '',
  ),
  device: says(
    `
      摄像|监控|录像|硬盘|门禁|闸机|道闸|读卡|对讲|会议|终端|投影|大屏|拼接|屏幕|显示器|话筒|麦克风|音响|功放|
      服务器|主机|存储|阵列|磁盘|数据库|系统|平台|软件|应用|网站|页面|接口|交换机|路由|防火墙|网络|网|无线|wifi|
      光纤|专线|邮箱|邮件|电话|打印|扫描|电脑|ups|电源|电池|配电|发电|空调|机房|温度|湿度|水泵|电梯|充电|考勤|
      打卡|刷卡|车牌|停车|人脸|广播|叫号|自助机|收银|终端机|plc|传感|机器|设备|仪器|呼吸机|监护仪
    `,
    `
      cam|cams|cameras?|nvr|dvr|recorder|door|doors|gate|gates|badge|badges|reader|turnstile|barrier|intercom|
      screens?|display|monitor|projector|video ?wall|mic|microphones?|speakers?|codec|conference|servers?|host|
      storage|nas|san|raid|disks?|drive|vm|vms|database|db|app|application|system|platform|portal|website|site|
      page|api|switch|switches|router|firewall|network|internet|wi-?fi|wireless|vpn|dns|link|line|email|emails|
      mail|outlook|phones?|printers?|scanner|computer|laptop|pc|ups|battery|batteries|power|generator|ac|aircon|
      air con|cooling|crac|chiller|temperature|pump|lift|elevator|charger|kiosk|pos|till|terminal|plc|robot|
      sensor|machine|device|unit|ventilator|mri|ct|conveyor
    `,
  ),
  send: says(
    `
      派人|派个|派工程师|来人|过来看|来看看|来看一下|看一下|看看|看下|处理一下|尽快处理|修一下|排查|抢修|救命|急
    `,
    `
      send (?:someone|somebody|an|a|help)|come (?:and|over|quick)|have a look|take a look|look into|
      please (?:check|fix|help|look|advise)|asap|urgent(?:ly)?|emergency|sos
    `,
  ),
} as const;

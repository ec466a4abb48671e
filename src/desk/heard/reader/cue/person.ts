import { says } from './says.ts';

/** Signs of displeasure, and of people spoken of. */
export const PERSON_CUES = {
  complains: says(
    `
      (?<!用户|客户|顾客|群众)投诉(?!电话|流程|渠道|方式|率)|
      态度(?:太|很|真|极|非常|十分|特别|这么|那么)?(?:恶劣|差|坏|不好|嚣张|傲慢|有问题)|
      服务(?:太|很|真|极|这么|那么)?(?:差|烂|糟|垃圾)|
      (?:找|叫|让|要见|联系)(?:一下)?你们?的?(?:领导|经理|主管|老板|负责人)|退款|退钱|赔偿|索赔|
      换(?:供应商|一家|服务商)
    `,
    `
      complain(?:ing|ed)?|(?:file|make|lodge|raise|formal|official) (?:a )?complaint|complaint about|
      unacceptable|(?:is|was|so|very|being|extremely) rude|unprofessional|refund|
      (?:speak|talk) (?:to|with) (?:your|a|the) (?:manager|supervisor|boss)
    `,
  ),
  dissatisfied: says(
    `
      投诉|态度|恶劣|差劲|差勁|太差|很差|不满|失望|
      (?:找|叫|让|要|跟|向|问|见|告诉|反映到?|汇报给?|喊) ?(?:一下)?你们?的?(?:领导|经理|主管|老板)|
      你们(?:的)?(?:领导|经理|主管|老板)|换个(?:工程师|师傅|人)|退款|退钱|赔偿|索赔|换供应商|换一家|换人|解约|
      推诿|推脱|踢皮球|敷衍|糊弄|忽悠|骗|垃圾|没人管|没人理|没人来|没人接|没人修|没人回|不接电话|电话也?不接|
      不回电|没回电|没响过|一声不吭|不吭声|没打招呼|不打招呼|一问三|来回折腾|不催不动|
      (?:两|三|四|五|六|七|好几|几)(?:天|周|个星期|个礼拜|个月)(?:了|没|还)|
      说好(?:的)?(?:了|今天|明天|上午|下午|三点)|不负责|不专业|不靠谱|说话不算|爽约|放鸽子|太慢|拖了|拖到|拖延|
      忍无可忍|受够|离谱|无语|气死|什么服务|服务水平|这就是你们|不像话
    `,
    String.raw`
      complain(?:t|ts|ing)?|unacceptable|rude|attitude|unprofessional|incompetent|disappoint(?:ed|ing|ment)|
      dissatisf\w+|unhappy|not happy|fed up|frustrat(?:ed|ing)|ridiculous|disgrace(?:ful)?|joke|appalling|
      terrible|awful|poor (?:service|support|quality)|worst|refund|compensat\w+|
      (?:your|speak to|talk to|see|want|get|call|tell|the) (?:a |the |your )?(?:manager|supervisor|boss)(?! (?:in|on|can't|cannot))|
      different engineer|another engineer|someone else next time|uninterested|escalate|
      switch(?:ing)? (?:provider|supplier|vendor)s?|another (?:provider|supplier|vendor)|waste of|paying for|
      pay you|pay for|no one (?:called|came|answered|bothered)|nobody (?:called|came|answers|bothered)|
      never (?:called|came|showed|replied|got back)|ignored|excuses?|lied|lying|broken promises?|promised|
      let us down|nobody cares|no one cares|who cares|what the hell|wtf|annoy(?:s|ed|ing)?|overpriced|
      pay each time|useless|pathetic|absurd|shameful|
      for (?:nine|ten|two|three|four|five|six|seven|\d+) (?:days|weeks|months)|put me on hold|ping pong|
      support tells|not good enough
    `,
  ),
  people: says(
    `
      你们(?!好|帮|能|可以|看|派|那边|处理|来|过来|有空|尽快)|你家|贵司|贵公司|他|她|工程师|师傅|技术员|售后|
      客服|小哥|(?:王|李|张|刘|陈|杨|赵|黄|周|吴|徐|孙|马|朱|胡|林|郭|何|高|罗)工|
      小(?:王|李|张|刘|陈|杨|赵|周|吴)|老(?:王|李|张|刘|陈|杨|赵|周|吴)
    `,
    `
      your (?:guy|guys|man|team|people|engineer|engineers|technician|colleague|company|staff|support|service)|
      you guys|you people|you (?:said|promised|told|keep|never|always|people|charge|lot)|he|she|him|
      they (?:said|told|left|came|never)|technician|shouted|yelled|hung up
    `,
  ),
} as const;

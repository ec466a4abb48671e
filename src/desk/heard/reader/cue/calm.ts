import { says } from './says.ts';

/** Signs of what is answered at once: thanks and questions. */
export const CALM_CUES = {
  thanks: says(
    String.raw`
      谢谢|多谢|感谢|谢了|谢啦|3q|辛苦|收到|好的|好滴|好嘞|行的?$|妥了?|明白|了解|知道了|没事了|不客气|早上好|
      下午好|晚上好|^早安?$|晚安|你好|您好|大家好|在吗|再见|拜拜|明天见|快乐|愉快|顺利|祝|哈哈|呵呵|嗯|给力|棒|
      赞|厉害|牛|点赞|满意(?!度)|完美|\[(?:强|抱拳|ok|呲牙|微笑|鼓掌|玫瑰|握手|赞)\]|:\+1:|
      :(?:thumbsup|pray|clap|tada|heart|smile|ok_hand):|
      [\u{1f44d}\u{1f64f}\u{1f44f}\u{1f389}\u{1f60a}\u{2764}\u{1f44c}]
    `,
    `
      thanks?|thank (?:you|u)|thnx|thx|tyvm|ty|tks|cheers|appreciated?|great|perfect|awesome|excellent|brilliant|
      nice|lovely|well done|good job|satisfied|wonderful|hooray|merci|ok(?:ay)?|okey|k|got it|noted|understood|
      sure|roger|copy that|will do|sounds good|hello|hi|hey|hiya|good (?:morning|afternoon|evening|night)|
      morning|evening|bye|see you|talk (?:tmrw|tomorrow|later)|you're welcome|no problem|np|no worries|happy|
      merry|lol|haha|cool|congrats|enjoy
    `,
  ),
  status: says(
    `
      进展|进度|到哪|到啥|啥程度|什么时候|何时|多久|几点|怎么样了|怎样了|如何了|处理得|修得|好了吗|好了没|修好没|
      到了吗|来了吗|搞定没|有消息
    `,
    String.raw`
      any (?:news|update|updates|progress|word)|status|progress|eta|when (?:will|can|is|are)|how long|
      how much longer|update me|what's happening|where are we|state of play|my tickets|open tickets|have open|
      stauts|is (?:it|this|my ticket|t-\d+) (?:fixed|done|closed|resolved)|still waiting|
      on (?:the|their|his|your) way|look(?:ed|ing) into
    `,
  ),
  duty: says(
    '值班|当值|当班|谁负责|谁当班|找谁|打给谁|联系谁|电话是|电话多少|值守',
    `
      on[- ]?call|on duty|who (?:do|should|can) (?:i|we) (?:call|contact|phone|ring)|who's (?:on|covering)|
      who is (?:on|covering)|phone number|hotline|emergency (?:number|contact)
    `,
  ),
  help: says(
    `
      帮助|帮手|怎么用|怎么报障|如何报障|怎么报修|如何报修|怎么提|怎么投|使用说明|能做什么|会什么|有什么功能|
      命令|菜单|转人工|人工客服
    `,
    `
      help|hlep|usage|how (?:does|do|can|to) (?:i|we|you)?|what can you|menu|commands?|instructions?|human|
      real person|how does this work|what do you do
    `,
  ),
  question: says(
    '[?]|吗|呢|是否|能否|可否|什么|怎么|多少|哪',
    'what|how|when|where|who|why|which|can|could|do|does|is|are',
  ),
  number: says(String.raw`\bt-\d+\b|工单`),
} as const;

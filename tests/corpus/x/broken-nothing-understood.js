window.YTD.direct_messages.part0 = [
  {
    "dmConversation" : {
      "conversationId" : "2244994945-1483823434811224066",
      "messages" : [
        "words",
        7
      ]
    }
  }
]
window.YTD.direct_messages.part0 = [
  {
    "dmConversation" : {
      "conversationId" : "903948573-1483823434811224066",
      "messages" : [
        {
          "welcomeMessageCreate" : {
            "senderId" : "903948573",
            "recipientId" : "1483823434811224066",
            "text" : "We answer soon.",
            "id" : "5",
            "createdAt" : "2022-01-27T16:00:00.000Z"
          }
        }
      ]
    }
  },
  {
    "dmConversation" : {
      "conversationId" : "2244994945-1483823434811224066",
      "messages" : [
        {
          "messageCreate" : {
            "recipientId" : "1483823434811224066",
            "reactions" : [],
            "urls" : [],
            "text" : "known",
            "mediaUrls" : [],
            "senderId" : "2244994945",
            "id" : "1486726000000000001",
            "createdAt" : "2022-01-27T15:01:52.744Z",
            "editHistory" : [],
            "sparkle" : 1,
            "odd \u001b key" : 2
          }
        },
        {
          "hologramCreate" : {
            "id" : "6"
          }
        },
        {},
        {
          "messageCreate" : "words"
        },
        {
          "messageCreate" : {},
          "reactions" : []
        },
        {
          "messageCreate" : {
            "recipientId" : "2244994945",
            "reactions" : [],
            "urls" : [],
            "text" : "no",
            "mediaUrls" : [],
            "senderId" : "1483823434811224066",
            "id" : "1486726000000000050",
            "createdAt" : "2022-01-27T15:50:52.744Z",
            "editHistory" : []
          }
        }
      ]
    }
  },
  {
    "dmConversation" : {
      "conversationId" : "2244994945-1483823434811224066",
      "mood" : "calm",
      "messages" : []
    }
  },
  {
    "spaces" : {
      "x" : 1
    }
  },
  "words"
]
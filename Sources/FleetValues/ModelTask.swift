/// Which API a model answers.
package enum ModelTask: String, CaseIterable, Sendable {
  case chat, embed, rerank
}

/// What a model can beyond plain text, for routes that need it.
package enum ModelAbility: String, CaseIterable, Sendable {
  case tools, vision, reasoning, json
}

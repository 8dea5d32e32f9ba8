package io.grantkeeper.catalog;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Patterns for permissions that are requested only by agents and by apps that call AI models. */
final class AiPermissionPattern {

    /**
     * Evidence that a permission provides.
     *
     * @param confidence the probability that an app with this permission is AI if nothing else is known
     * @param sentence the reason in plain words
     */
    record Signal(double confidence, String sentence) {}

    private record Rule(Pattern permission, double confidence, String words) {}

    private static final List<Rule> RULES = List.of(
            // Slack: the bot scope of apps with an agent or assistant view.
            rule("assistant:write", 0.85, "can act as an assistant that people chat with in Slack"),
            // Model Context Protocol scopes in the spellings of Salesforce, Slack and MCP servers.
            rule(
                    "^(?:.*[:./_-])?mcp(?:[:._/-].*)?$",
                    0.8,
                    "can use tools over the Model Context Protocol, which is made for AI agents"),
            // GitHub: app permissions of Copilot extensions and agents, and inference through GitHub Models.
            rule("copilot_(messages|chat|agent|extension)s?(:.*)?", 0.8, "can take part in Copilot chats"),
            rule("models:(read|write)", 0.6, "can run AI models through GitHub"),
            // Google: the Gemini API and Vertex AI.
            rule(
                    "https://www\\.googleapis\\.com/auth/generative-language(\\..*)?",
                    0.75,
                    "can call Google's generative models"),
            rule(
                    "https://www\\.googleapis\\.com/auth/(aiplatform|cloud-ai-companion.*)",
                    0.7,
                    "can call Google's AI platform"),
            // Salesforce: Einstein, Agentforce and bots.
            rule("(einstein_gpt_api|sfap_api|chatbot_api|agent_api)", 0.75, "can call Salesforce's agents and models"),
            // Box, and OAuth scopes of the model vendors themselves.
            rule("ai\\.(readwrite|read|write)", 0.65, "can ask Box AI about files"),
            rule(
                    "(user:inference|model\\.request|api\\.model\\.(request|read)|model\\.completions?)",
                    0.75,
                    "can run AI models"),
            // Atlassian, Zoom.
            rule("(read|write|use|manage):(rovo|ai-agent|agent|chat-agent)[-:a-z]*", 0.65, "can work with AI agents"));

    /** Permissions typical of meeting note-takers. Other apps request them too. */
    private static final Set<String> TRANSCRIPTS = Set.of(
            "onlinemeetingtranscript.read.all",
            "onlinemeetingtranscript.read.chat",
            "onlinemeetingrecording.read.all",
            "https://www.googleapis.com/auth/meetings.space.readonly",
            "cloud_recording:read",
            "recording:read",
            "meeting:read:transcript",
            "cloud_recording:read:meeting_transcript");

    private AiPermissionPattern() {}

    static Optional<Signal> of(Set<String> permissions) {
        Optional<Signal> best = Optional.empty();
        for (Rule rule : RULES) {
            boolean asked = permissions.stream()
                    .anyMatch(p -> rule.permission()
                            .matcher(p.strip().toLowerCase(Locale.ROOT))
                            .matches());
            if (asked && (best.isEmpty() || rule.confidence() > best.get().confidence())) {
                best = Optional.of(new Signal(rule.confidence(), "It " + rule.words() + "."));
            }
        }
        if (best.isEmpty()
                && permissions.stream()
                        .anyMatch(p -> TRANSCRIPTS.contains(p.strip().toLowerCase(Locale.ROOT)))) {
            return Optional.of(new Signal(
                    0.4, "It can read meeting recordings or transcripts, as note-takers and some other apps do."));
        }
        return best;
    }

    private static Rule rule(String permission, double confidence, String words) {
        return new Rule(Pattern.compile(permission), confidence, words);
    }
}

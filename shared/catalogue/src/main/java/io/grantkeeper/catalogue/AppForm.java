package io.grantkeeper.catalogue;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What kind of object the provider says an app is. Some kinds are agents by definition, whatever they are called. */
public enum AppForm {
    /** An OAuth client, app installation or integration like any other; also where the kind is not known. */
    APP(false, "an app"),
    BOT(false, "a bot"),
    SERVICE_ACCOUNT(false, "a service account"),
    KEY(false, "a key or token"),
    ENTRA_AGENT_IDENTITY(true, "an agent identity in Microsoft Entra"),
    ENTRA_AGENT_BLUEPRINT(true, "an agent blueprint in Microsoft Entra"),
    ENTRA_AGENT_USER(true, "an agent's user account in Microsoft Entra"),
    COPILOT_AGENT(true, "an agent of Microsoft 365 Copilot or Copilot Studio"),
    SLACK_AGENT(true, "an app with an agent view in Slack"),
    AGENTFORCE_BOT(true, "an Agentforce agent or Einstein bot in Salesforce"),
    GOOGLE_AGENT(true, "an agent to which Google attributes actions"),
    GITHUB_COPILOT_AGENT(true, "a coding agent or custom agent of GitHub Copilot"),
    OKTA_AI_AGENT(true, "an AI agent registered in Okta"),
    ROVO_AGENT(true, "a Rovo agent in Atlassian"),
    MCP_CLIENT(true, "a client of the Model Context Protocol"),
    MCP_SERVER(true, "a server of the Model Context Protocol");

    /** The vendors' own type names, lower case, without namespace prefixes. */
    private static final Map<String, AppForm> VENDOR_TYPES = Map.ofEntries(
            Map.entry("agentidentity", ENTRA_AGENT_IDENTITY),
            Map.entry("agentidentityblueprint", ENTRA_AGENT_BLUEPRINT),
            Map.entry("agentidentityblueprintprincipal", ENTRA_AGENT_BLUEPRINT),
            Map.entry("agentuser", ENTRA_AGENT_USER),
            Map.entry("copilotpackage", COPILOT_AGENT),
            Map.entry("agent_view", SLACK_AGENT),
            Map.entry("assistant_view", SLACK_AGENT),
            Map.entry("botdefinition", AGENTFORCE_BOT),
            Map.entry("aiagentdefinitionversion", AGENTFORCE_BOT),
            Map.entry("genaiplannerbundle", AGENTFORCE_BOT),
            Map.entry("agentattributioninfo", GOOGLE_AGENT),
            Map.entry("ai-agent", OKTA_AI_AGENT),
            Map.entry("aiagent", OKTA_AI_AGENT));

    private final boolean agentByType;
    private final String words;

    AppForm(boolean agentByType, String words) {
        this.agentByType = agentByType;
        this.words = words;
    }

    /** Whether the provider's own type makes it an agent. */
    public boolean isAgentByType() {
        return agentByType;
    }

    /** The form in plain words, with its article. */
    public String words() {
        return words;
    }

    /**
     * Reads a vendor's type name, such as {@code #microsoft.graph.agentIdentity} or {@code BotDefinition}, or this
     * enum's own name in any case with hyphens or underscores; empty where it says nothing about agents.
     */
    public static Optional<AppForm> fromVendorType(String type) {
        String lower = type.strip().toLowerCase(Locale.ROOT);
        AppForm vendors =
                VENDOR_TYPES.get(lower.substring(Math.max(lower.lastIndexOf('.'), lower.lastIndexOf('#')) + 1));
        if (vendors != null) {
            return Optional.of(vendors);
        }
        String name = lower.replace('-', '_');
        for (AppForm form : values()) {
            if (form.name().toLowerCase(Locale.ROOT).equals(name)) {
                return Optional.of(form);
            }
        }
        return Optional.empty();
    }
}

package io.grantkeeper.catalog;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The kind of object that represents an app at its provider. Some kinds are agents by definition, whatever the app's
 * name is.
 */
public enum AppObjectType {
    /** An ordinary OAuth client, app installation or integration; also used when the kind is unknown. */
    APP(false, "an app"),
    BOT(false, "a bot"),
    SERVICE_ACCOUNT(false, "a service account"),
    KEY(false, "a key or token"),
    ENTRA_AGENT_IDENTITY(true, "an agent identity in Microsoft Entra"),
    ENTRA_AGENT_BLUEPRINT(true, "an agent blueprint in Microsoft Entra"),
    ENTRA_AGENT_USER(true, "an agent's user account in Microsoft Entra"),
    COPILOT_AGENT(true, "a Microsoft 365 Copilot or Copilot Studio agent"),
    SLACK_AGENT(true, "an app with an agent view in Slack"),
    AGENTFORCE_BOT(true, "an Agentforce agent or Einstein bot in Salesforce"),
    GOOGLE_AGENT(true, "an agent in Google's agent attribution data"),
    GITHUB_COPILOT_AGENT(true, "a GitHub Copilot coding agent or custom agent"),
    OKTA_AI_AGENT(true, "an AI agent registered in Okta"),
    ROVO_AGENT(true, "a Rovo agent in Atlassian"),
    MCP_CLIENT(true, "a Model Context Protocol client"),
    MCP_SERVER(true, "a Model Context Protocol server");

    /** The vendors' type names in lowercase, without namespace prefixes. */
    private static final Map<String, AppObjectType> VENDOR_TYPES = Map.ofEntries(
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
    private final String description;

    AppObjectType(boolean agentByType, String words) {
        this.agentByType = agentByType;
        this.description = words;
    }

    /** Returns whether this type, which the provider assigns, makes the app an agent. */
    public boolean isAgentByType() {
        return agentByType;
    }

    /** Returns the kind in plain words with an article, for example "a bot". */
    public String description() {
        return description;
    }

    /**
     * Parses a vendor's type name, such as {@code #microsoft.graph.agentIdentity} or {@code BotDefinition}, or the name
     * of one of these constants in any case, with hyphens or underscores. Returns empty if the name does not identify a
     * kind.
     */
    public static Optional<AppObjectType> fromVendorType(String type) {
        String lower = type.strip().toLowerCase(Locale.ROOT);
        AppObjectType vendors =
                VENDOR_TYPES.get(lower.substring(Math.max(lower.lastIndexOf('.'), lower.lastIndexOf('#')) + 1));
        if (vendors != null) {
            return Optional.of(vendors);
        }
        String name = lower.replace('-', '_');
        for (AppObjectType form : values()) {
            if (form.name().toLowerCase(Locale.ROOT).equals(name)) {
                return Optional.of(form);
            }
        }
        return Optional.empty();
    }
}

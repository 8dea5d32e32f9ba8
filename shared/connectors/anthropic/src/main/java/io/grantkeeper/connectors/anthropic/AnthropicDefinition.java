package io.grantkeeper.connectors.anthropic;

import io.grantkeeper.connector.ConnectorDefinition;
import io.grantkeeper.connector.ConnectorDefinition.CredentialSlot;
import java.util.List;

/** The definition of the Anthropic connector: its hosts, settings, credentials, rate limits and coverage gaps. */
final class AnthropicDefinition {
    static final ConnectorDefinition CONNECTOR = ConnectorDefinition.of(AnthropicIds.ANTHROPIC, "Anthropic")
            .withHosts("api.anthropic.com")
            .withSettings(AnthropicSettings.declared())
            .withCredentials(List.of(
                    CredentialSlot.required(
                            AnthropicClient.ADMIN_KEY,
                            "reads the organization and disables keys; an admin key (sk-ant-admin01-…)"),
                    CredentialSlot.optional(
                            AnthropicClient.COMPLIANCE_KEY,
                            "reads activities if the admin key is not allowed to; a compliance access key with the scope"
                                    + " read:compliance_activities")))
            .withLimits(AnthropicRateLimits.ALL)
            .withGap(
                    "Admin keys",
                    "Anthropic has no API call that lists or deletes them",
                    "Activities show when an admin key is created, changed or deleted; the Console lists the keys.")
            .withGap(
                    "When a key was last used, to the minute",
                    "keys have no last-used time; usage reports have one-hour precision for each key",
                    "Calls that count no tokens do not appear in usage reports.")
            .withGap(
                    "What the Console's Workbench is used for",
                    "its usage is reported without a key",
                    "Activities show who signs in to the Console.")
            .withGap(
                    "Claude Code and other apps that people sign in to",
                    "their tokens are not listed, and their usage is reported without a key",
                    "The Claude Code analytics report shows usage by person.")
            .withGap(
                    "claude.ai: connectors, projects and shared chats",
                    "they belong to a claude.ai organization, which the admin API does not show",
                    "Read that organization's activities with a compliance access key.")
            .withGap(
                    "What a key is used for",
                    "usage is reported by key and model, not by call",
                    "Log the calls in the apps that make them, or route them through your own gateway.")
            .withGap(
                    "Keys for Claude on Amazon Bedrock, Google Cloud or Microsoft Foundry",
                    "those clouds manage the keys, not Anthropic",
                    "Read them from the cloud provider.");

    private AnthropicDefinition() {}
}

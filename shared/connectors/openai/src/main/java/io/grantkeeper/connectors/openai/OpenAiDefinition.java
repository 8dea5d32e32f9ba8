package io.grantkeeper.connectors.openai;

import io.grantkeeper.connector.ConnectorDefinition;
import io.grantkeeper.connector.ConnectorDefinition.CredentialSlot;
import java.util.List;

/** The definition of the OpenAI connector: its hosts, settings, credentials, rate limits and coverage gaps. */
final class OpenAiDefinition {
    static final ConnectorDefinition CONNECTOR = ConnectorDefinition.of(OpenAiIds.OPENAI, "OpenAI")
            .withHosts("api.openai.com")
            .withSettings(OpenAiSettings.declared())
            .withCredentials(List.of(CredentialSlot.required(
                    OpenAiClient.ADMIN_KEY,
                    "reads the organization; an admin key (sk-admin-…), read-only unless it must also revoke")))
            .withLimits(OpenAiRateLimits.ALL)
            .withGap(
                    "What a restricted key may do",
                    "the listings do not show which permissions a key has",
                    "Keys appear with the role of their owner, which is their maximum; the audit log shows the"
                            + " permissions of keys that were created after it was turned on.")
            .withGap(
                    "Keys that people created outside projects",
                    "legacy user keys belong to no project, and OpenAI lists only project keys",
                    "Forbid them in the organization's settings, and have them replaced by project keys.")
            .withGap(
                    "What the keys are used for",
                    "usage is reported by key and kind of call, not by call",
                    "Log the calls in the apps that make them, or route them through your own gateway.")
            .withGap(
                    "When a key was used for a call that is not metered",
                    "usage reports count only model calls, not files, vector stores or assistants",
                    "A key's own last-used time covers them if OpenAI provides one.")
            .withGap(
                    "Keyless access through workload identity federation",
                    "the connector does not read providers and federation rules yet",
                    "The audit log shows when one is created, changed or removed.")
            .withGap(
                    "ChatGPT: apps, connectors, custom GPTs and workspace agents",
                    "they belong to a ChatGPT workspace, which the platform's administration API does not show",
                    "Use the workspace's compliance export.")
            .withGap(
                    "Events from before audit logging was turned on",
                    "OpenAI logs nothing until an owner turns on audit logging in the data controls",
                    "Turn it on; it cannot be turned off again.");

    private OpenAiDefinition() {}
}

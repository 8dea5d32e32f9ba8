package io.grantkeeper.connectors.openai;

import io.grantkeeper.connector.ConnectorDefinition;
import io.grantkeeper.connector.ConnectorDefinition.CredentialSlot;
import io.grantkeeper.identity.CoverageGap;
import java.util.List;
import java.util.Set;

/** The definition of the OpenAI connector: its hosts, settings, credentials, rate limits and coverage gaps. */
final class OpenAiDefinition {
    static final ConnectorDefinition PROFILE = new ConnectorDefinition(
            "OpenAI",
            Set.of("api.openai.com"),
            OpenAiSettings.declared(),
            List.of(new CredentialSlot(
                    OpenAiClient.ADMIN_KEY,
                    OpenAiClient.ADMIN_KEY,
                    true,
                    "reads the organization; an admin key (sk-admin-…), read-only unless it must also revoke")),
            OpenAiRateLimits.ALL,
            List.of(
                    gap(
                            "What a restricted key may do",
                            "the listings do not show which permissions a key has",
                            "Keys appear with the role of their owner, which is their maximum; the audit log shows the"
                                    + " permissions of keys that were created after it was turned on."),
                    gap(
                            "Keys that people created outside projects",
                            "legacy user keys belong to no project, and OpenAI lists only project keys",
                            "Forbid them in the organization's settings, and have them replaced by project keys."),
                    gap(
                            "What the keys are used for",
                            "usage is reported by key and kind of call, not by call",
                            "Log the calls in the apps that make them, or route them through your own gateway."),
                    gap(
                            "When a key was used for a call that is not metered",
                            "usage reports count only model calls, not files, vector stores or assistants",
                            "A key's own last-used time covers them if OpenAI provides one."),
                    gap(
                            "Keyless access through workload identity federation",
                            "the connector does not read providers and federation rules yet",
                            "The audit log shows when one is created, changed or removed."),
                    gap(
                            "ChatGPT: apps, connectors, custom GPTs and workspace agents",
                            "they belong to a ChatGPT workspace, which the platform's administration API does not show",
                            "Use the workspace's compliance export."),
                    gap(
                            "Events from before audit logging was turned on",
                            "OpenAI logs nothing until an owner turns on audit logging in the data controls",
                            "Turn it on; it cannot be turned off again.")));

    private OpenAiDefinition() {}

    private static CoverageGap gap(String subject, String reason, String workaround) {
        return new CoverageGap(OpenAiIds.OPENAI, subject, reason, workaround);
    }
}

package io.grantkeeper.connectors.anthropic;

import io.grantkeeper.connector.ConnectorProfile;
import io.grantkeeper.connector.ConnectorProfile.CredentialSlot;
import io.grantkeeper.identity.CoverageGap;
import java.util.List;
import java.util.Set;

/** What the connector declares about itself. */
final class AnthropicProfile {
    static final ConnectorProfile PROFILE = new ConnectorProfile(
            "Anthropic",
            Set.of("api.anthropic.com"),
            AnthropicSettings.declared(),
            List.of(
                    new CredentialSlot(
                            AnthropicApi.ADMIN_KEY,
                            AnthropicApi.ADMIN_KEY,
                            true,
                            "reads the organisation and switches keys off; an admin key (sk-ant-admin01-…)"),
                    new CredentialSlot(
                            AnthropicApi.COMPLIANCE_KEY,
                            AnthropicApi.COMPLIANCE_KEY,
                            false,
                            "reads activities, where the admin key may not; a compliance access key with the scope"
                                    + " read:compliance_activities")),
            Limits.ALL,
            List.of(
                    gap(
                            "Admin keys",
                            "Anthropic has no call that lists or deletes them",
                            "Activities tell when one is made, changed or deleted; the Console lists them."),
                    gap(
                            "When a key was last used, to the minute",
                            "keys carry no time of last use; usage tells the hour for each key",
                            "Calls that count no tokens leave no usage."),
                    gap(
                            "What the Console's own Workbench is used for",
                            "its usage names no key",
                            "Activities tell who signs in to the Console."),
                    gap(
                            "Claude Code and other apps that people sign in to",
                            "their tokens are not listed, and their usage names no key",
                            "The Claude Code analytics report tells use by person."),
                    gap(
                            "claude.ai: connectors, projects and shared chats",
                            "they belong to a claude.ai organisation, which the admin API does not show",
                            "Read that organisation's activities with a compliance access key."),
                    gap(
                            "What a key is used for",
                            "usage is told by key and model, not by call",
                            "Log calls where they are made, or send them through a gateway of your own."),
                    gap(
                            "Keys of Claude on Amazon Bedrock, Google Cloud or Microsoft Foundry",
                            "those clouds hold them, not Anthropic",
                            "Read them at the cloud.")));

    private AnthropicProfile() {}

    private static CoverageGap gap(String subject, String reason, String workaround) {
        return new CoverageGap(Naming.ANTHROPIC, subject, reason, workaround);
    }
}

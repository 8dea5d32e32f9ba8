package io.grantkeeper.connectors.openai;

import io.grantkeeper.connector.ConnectorProfile;
import io.grantkeeper.connector.ConnectorProfile.CredentialSlot;
import io.grantkeeper.identity.CoverageGap;
import java.util.List;
import java.util.Set;

/** What the connector declares about itself. */
final class OpenAiProfile {
    static final ConnectorProfile PROFILE = new ConnectorProfile(
            "OpenAI",
            Set.of("api.openai.com"),
            OpenAiSettings.declared(),
            List.of(new CredentialSlot(
                    OpenAiApi.ADMIN_KEY,
                    OpenAiApi.ADMIN_KEY,
                    true,
                    "reads the organisation; an admin key (sk-admin-…), read-only unless it shall revoke too")),
            Limits.ALL,
            List.of(
                    gap(
                            "What a restricted key may do",
                            "the listings do not say which permissions a key was given",
                            "Keys show with the role of their owner, the most that they can be; the audit log tells the"
                                    + " permissions of keys that were made while it was on."),
                    gap(
                            "Keys that people made outside projects",
                            "legacy user keys belong to no project, and only projects' keys are listed",
                            "Forbid them in the organisation's settings, and have them replaced by project keys."),
                    gap(
                            "What the keys are used for",
                            "usage is told by key and kind of call, not by call",
                            "Log calls where they are made, or send them through a gateway of your own."),
                    gap(
                            "When a key was used for a call that is not metered",
                            "usage reports count model calls alone: not files, vector stores or assistants",
                            "A key's own time of last use covers them where OpenAI gives one."),
                    gap(
                            "Keyless access through workload identity federation",
                            "providers and federation rules are not read yet",
                            "The audit log tells when one is made, changed or removed."),
                    gap(
                            "ChatGPT: apps, connectors, custom GPTs and workspace agents",
                            "they belong to a ChatGPT workspace, which the administration API of the platform does not show",
                            "Use the workspace's compliance export."),
                    gap(
                            "Events from before audit logging was switched on",
                            "OpenAI logs nothing until an owner switches it on in the data controls",
                            "Switch it on; it cannot be switched off again.")));

    private OpenAiProfile() {}

    private static CoverageGap gap(String subject, String reason, String workaround) {
        return new CoverageGap(Naming.OPENAI, subject, reason, workaround);
    }
}

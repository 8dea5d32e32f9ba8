package io.grantkeeper.testing.console;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** The console's views, by their addresses. */
final class ConsoleScreens {
    /** The first identity of the mock's standard company. It reaches tier zero. */
    static final String IDENTITY = key("github-acme/bot/coderabbitai-0");

    static final List<String> ALL = List.of(
            "/",
            "/identities",
            "/identities?group=product",
            "/identities/" + IDENTITY,
            "/identities/" + IDENTITY + "/access",
            "/identities/" + IDENTITY + "/timeline",
            "/identities/" + IDENTITY + "/paths",
            "/findings",
            "/incidents",
            "/incidents/incident-5f2c1a90-77b",
            "/approvals",
            "/policies",
            "/policies/mail-needs-approval",
            "/policies/new",
            "/decisions",
            "/decisions/d-4",
            "/reviews",
            "/reviews/all-agents-2026-11-17",
            "/evidence/soc2?from=2026-11-01&to=2026-11-28",
            "/coverage",
            "/ledger",
            "/ledger/17");

    private ConsoleScreens() {}

    private static String key(String id) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(id.getBytes(StandardCharsets.UTF_8));
    }
}

package io.grantkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.cli.CommandRunner.Ran;
import io.grantkeeper.demo.ConfiguredDemoCompany;
import io.grantkeeper.local.suite.LocalSuiteStores;
import io.grantkeeper.simulator.http.SimulatedFault;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Tests revocation on the command line, at each provider and for each type of identity. */
@DisplayName("grantkeeper revoke")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RevokeIT {
    private static final Set<String> PROVIDERS =
            Set.of("github", "google", "microsoft", "slack", "okta", "openai", "anthropic");

    /** The type of identity that this test never revokes, because the connector may be using a key of this type. */
    private static final String LEFT_ALONE = "openai admin-key";

    private static final Set<String> MAY_CHANGE =
            Set.of("api.management.read", "api.management.write", "api.usage.read", "api.audit_logs.read");

    @TempDir
    private static Path folder;

    private ConfiguredDemoCompany company;
    private String config = "";
    private String data = "";

    /** The id of one identity of each type, by provider and type, for example {@code google oauth-client}. */
    private Map<String, String> forms = Map.of();

    private Ran run(String... arguments) {
        return CommandRunner.runPlain(Stream.concat(Stream.of(arguments), Stream.of("--config", config, "--data", data))
                .toArray(String[]::new));
    }

    @BeforeAll
    void sweepEverything() {
        company = new ConfiguredDemoCompany(folder);
        config = company.configure("larkfield").toString();
        replaceOpenAiKey(MAY_CHANGE);
        data = folder.resolve("data").toString();
        Ran sweep =
                run("sweep", "--json", "--ledger-keys", folder.resolve("keys").toString());
        assertThat(sweep.exit()).as(sweep.output()).isZero();
        Map<String, String> found = new TreeMap<>();
        for (JsonNode row : run("inventory", "--json").json()) {
            // Grantkeeper's own access is not revoked here, because later tests need it.
            if (!row.path("displayName").asString().toLowerCase(Locale.ROOT).contains("grantkeeper")) {
                found.put(
                        row.path("provider").asString() + " " + row.path("form").asString(),
                        row.path("id").asString());
            }
        }
        forms = found;
        assertThat(found.keySet())
                .extracting(form -> form.substring(0, form.indexOf(' ')))
                .containsAll(PROVIDERS);
    }

    @AfterAll
    void stop() {
        company.close();
    }

    private Stream<DynamicTest> ofEachForm(java.util.function.BiConsumer<String, String> check) {
        return forms.entrySet().stream()
                .map(form ->
                        DynamicTest.dynamicTest(form.getKey(), () -> check.accept(form.getKey(), form.getValue())));
    }

    @Test
    @Order(1)
    void rejectsInvalidArguments() {
        assertThat(run("revoke", "otter", "--dry-run"))
                .satisfies(result -> assertThat(result.exit()).isEqualTo(2))
                .satisfies(ran -> assertThat(ran.err()).contains("otter").doesNotContain("\tat "));
        assertThat(run("revoke", "google-other/oauth-client/1", "--confirm"))
                .satisfies(ran -> assertThat(ran.exit()).isEqualTo(2))
                .satisfies(ran -> assertThat(ran.err()).contains("google-other", "google-larkfield"));
        assertThat(run("revoke", "google-larkfield/oauth-client/1", "--confirm", "--wait", "-1"))
                .satisfies(ran -> assertThat(ran.exit()).isEqualTo(2))
                .satisfies(ran -> assertThat(ran.err()).contains("--wait is -1"));
        assertThat(run("revoke", "google-larkfield/oauth-client/1", "--confirm"))
                .satisfies(ran -> assertThat(ran.exit()).isEqualTo(2))
                .satisfies(ran -> assertThat(ran.err()).contains("google-larkfield/oauth-client/1", "inventory"));
    }

    @Test
    @Order(2)
    void hidesIdentitiesOfOtherTenants() {
        String own = config;
        String id = forms.get("google oauth-client");
        try {
            config = company.configure("elsewhere").toString();
            Ran result = run("revoke", id, "--confirm");
            assertThat(result.exit()).isEqualTo(2);
            assertThat(result.err()).contains("not found; see 'grantkeeper inventory'");
        } finally {
            config = own;
        }
    }

    @Test
    @Order(3)
    void failsWhileAnotherProcessUsesDataFolder() {
        try (LocalSuiteStores _ = LocalSuiteStores.open(Path.of(data))) {
            Ran result = run("revoke", forms.get("google oauth-client"), "--confirm");
            assertThat(result.exit()).isEqualTo(1);
            assertThat(result.err()).contains("in use by another grantkeeper").doesNotContain("\tat ");
        }
    }

    @TestFactory
    @Order(4)
    @DisplayName("shows the calls and what would stop working, and changes nothing")
    Stream<DynamicTest> previewsRevocationOfEachIdentityType() {
        return ofEachForm((form, id) -> {
            Ran preview = run("revoke", id, "--dry-run", "--json");
            assertThat(preview.exit()).as(preview.output()).isZero();
            for (JsonNode step : preview.json()) {
                assertThat(step.path("method").asString()).as(form).isIn("call", "by-hand");
                assertThat(step.path("does")).as("the planned steps").isNotEmpty();
                assertThat(step.path("consequences"))
                        .as("what would stop working")
                        .isNotEmpty();
                for (JsonNode consequence : step.path("consequences")) {
                    assertThat(consequence.asString())
                            .as("a plain-language sentence")
                            .matches("(?s)\\S.{10,}[.!]")
                            .doesNotContain("null", "Optional", "%s");
                }
            }
        });
    }

    @Test
    @Order(5)
    void reportsMissingScope() {
        replaceOpenAiKey(Set.of("api.management.read"));
        Ran result = run("revoke", forms.get("openai project-key"), "--confirm");
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.out()).contains("failed", "api.management.write", "run the same command again");
        replaceOpenAiKey(MAY_CHANGE);
    }

    private void replaceOpenAiKey(Set<String> scopes) {
        company.replace(
                "openai-larkfield",
                "admin-key",
                company.simulator().openAiDouble().issueAdminKey(scopes));
    }

    @Test
    @Order(6)
    void continuesAfterFailureAndCompletesOnRerun() {
        String id = appWithThreeConsents();
        JsonNode steps = run("revoke", id, "--dry-run", "--json").json();
        String second = steps.get(1).path("does").get(0).asString().replaceFirst("^DELETE ", "");
        company.simulator()
                .faults()
                .when(
                        request -> request.method().equals("DELETE")
                                && request.path().equals(second),
                        Integer.MAX_VALUE,
                        SimulatedFault.status(503));
        Ran broken = run("revoke", id, "--confirm", "--json");
        assertThat(broken.exit()).as(broken.output()).isEqualTo(1);
        assertThat(outcomes(broken))
                .hasSize(steps.size())
                .containsOnlyOnce("FAILED")
                .contains("DONE");
        assertThat(broken.json().get(1).path("outcome").asString()).isEqualTo("FAILED");
        company.simulator().faults().clear();
        Ran retried = run("revoke", id, "--confirm", "--by", "dana@larkfield.example", "--json");
        assertThat(retried.exit()).as(retried.output()).isZero();
        assertThat(outcomes(retried)).containsOnly("DONE");
        assertThat(run("show", id).out()).contains("Revocations", "failed", "dana@larkfield.example");
    }

    private String appWithThreeConsents() {
        for (JsonNode row : run("inventory", "--json").json()) {
            if (row.path("provider").asString().equals("google")
                    && row.path("form").asString().equals("oauth-client")) {
                String id = row.path("id").asString();
                if (run("revoke", id, "--dry-run", "--json").json().size() >= 3 && !forms.containsValue(id)) {
                    return id;
                }
            }
        }
        throw new AssertionError("the simulated company has no Google app with three consents");
    }

    private static List<String> outcomes(Ran result) {
        return result.json()
                .valueStream()
                .map(row -> row.path("outcome").asString())
                .toList();
    }

    @TestFactory
    @Order(7)
    @DisplayName("carries out revocations, also if the access is already gone at the provider")
    Stream<DynamicTest> carriesOutRevocationsEvenIfAccessIsAlreadyRemoved() {
        return ofEachForm((form, id) -> {
            if (LEFT_ALONE.equals(form)) {
                return;
            }
            List<String> planned = run("revoke", id, "--dry-run", "--json")
                    .json()
                    .valueStream()
                    .map(step -> step.path("method").asString().equals("call") ? "DONE" : "BY_HAND")
                    .toList();
            for (int time = 1; time <= 2; time++) {
                Ran done = run("revoke", id, "--confirm", "--json", "--wait", "0");
                if (time == 2 && done.output().contains("rate-limited: ")) {
                    // Slack allows about one app removal per minute, so without waiting the remaining steps are
                    // reported as waiting.
                    assertThat(done.exit()).isEqualTo(1);
                    assertThat(form).startsWith("slack ");
                    continue;
                }
                // Access that is already gone needs no call, so the second run may have fewer steps.
                assertThat(outcomes(done))
                        .as(form + ", time " + time + ": " + done.output())
                        .isSubsetOf(planned)
                        .hasSameSizeAs(time == 1 ? planned : outcomes(done));
                assertThat(done.exit()).isEqualTo(planned.contains("BY_HAND") ? 1 : 0);
            }
        });
    }

    @Test
    @Order(8)
    void recordsRevocationsAndReportsThatNoAccessRemains() {
        Ran sweep =
                run("sweep", "--json", "--ledger-keys", folder.resolve("keys").toString());
        assertThat(sweep.exit()).as(sweep.output()).isZero();
        String id = forms.get("google oauth-client");
        Ran left = run("revoke", id, "--confirm");
        assertThat(left.exit()).as(left.output()).isZero();
        assertThat(left.out()).contains("no longer has any access");
        assertThat(run("show", id, "--json").json().path("revocations")).hasSizeGreaterThanOrEqualTo(2);
    }
}

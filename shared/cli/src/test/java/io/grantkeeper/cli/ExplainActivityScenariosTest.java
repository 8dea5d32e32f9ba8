package io.grantkeeper.cli;

import static io.grantkeeper.cli.VendorLog.ABROAD;
import static io.grantkeeper.cli.VendorLog.CLOUD;
import static io.grantkeeper.cli.VendorLog.HOME;
import static io.grantkeeper.cli.VendorLog.MOBILE;
import static io.grantkeeper.cli.VendorLog.OTHER_CLOUD;
import static io.grantkeeper.cli.VendorLog.TOR;
import static io.grantkeeper.cli.VendorLog.entraApp;
import static io.grantkeeper.cli.VendorLog.entraPerson;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.behavior.PlaceDatabase;
import io.grantkeeper.behavior.explain.ActivityExplainer;
import io.grantkeeper.connector.activity.ActivityMapper;
import io.grantkeeper.connectors.ConnectorRegistry;
import java.io.IOException;
import java.io.StringReader;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("explain activity, with rows as vendors return them,")
class ExplainActivityScenariosTest {
    private static final List<String> LEVELS = List.of("low", "medium", "high", "critical");

    /** The answers, one node for each line. */
    private record Answers(List<JsonNode> lines, int unusualFrom) {
        /** Returns the signals for rows before or after the start of the unusual rows, with at least this severity. */
        List<JsonNode> signals(boolean unusual, String least) {
            List<JsonNode> found = new ArrayList<>();
            for (JsonNode line : unusual ? lines.subList(unusualFrom, lines.size()) : lines.subList(0, unusualFrom)) {
                for (JsonNode signal : line.path("signals")) {
                    if (level(signal) >= LEVELS.indexOf(least)) {
                        found.add(signal);
                    }
                }
            }
            return found;
        }

        Optional<JsonNode> mostSevere() {
            return signals(true, "low").stream().max(Comparator.comparingInt(ExplainActivityScenariosTest::level));
        }

        Set<String> subjects() {
            Set<String> subjects = new TreeSet<>();
            lines.forEach(line -> subjects.add(line.path("subject").asString("")));
            return subjects;
        }
    }

    private static int level(JsonNode signal) {
        return LEVELS.indexOf(signal.path("severity").asString(""));
    }

    private static ActivityExplainer explainer() {
        Map<String, ActivityMapper> mappers = new HashMap<>();
        ConnectorRegistry.standard()
                .all()
                .forEach(connector -> connector
                        .activities()
                        .ifPresent(mapper -> mappers.put(connector.provider().value(), mapper)));
        PlaceDatabase places = new PlaceDatabase();
        try {
            places.read(new StringReader(VendorLog.PLACES));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return new ActivityExplainer(
                mappers, places, Clock.fixed(Instant.parse("2026-11-28T00:00:00Z"), ZoneOffset.UTC));
    }

    private static Answers answer(VendorLog log) {
        return new Answers(answer(log.lines()), log.unusualFrom());
    }

    private static List<JsonNode> answer(List<String> lines) {
        ActivityExplainer explainer = explainer();
        List<JsonNode> answers = new ArrayList<>();
        for (String line : lines) {
            answers.add(JsonMapper.shared().readTree(explainer.answer(explainer.read(answers.size() + 1L, line))));
        }
        return answers;
    }

    private static Arguments scenario(String what, String least, VendorLog log) {
        return Arguments.of(what, least, log);
    }

    private static VendorLog driftChat() {
        VendorLog log = new VendorLog();
        return log.workdays(
                8, () -> log.oktaApp("0oaD", "Drift Chat", "app.user_management.read", CLOUD, "sync/3.1", "contacts"));
    }

    private static VendorLog billing() {
        VendorLog log = new VendorLog();
        log.at(0, 0)
                .entraAudit(
                        "Add service principal credentials",
                        entraPerson("own", HOME),
                        "sp-1",
                        "Billing",
                        "KeyDescription",
                        "k1");
        return log.workdays(5, () -> log.entraSignIn("sp-1", "Billing", CLOUD, "k1", "Microsoft Graph", 0));
    }

    private static VendorLog deployToken() {
        VendorLog log = new VendorLog();
        return log.workdays(6, () -> log.githubClone("dora", "deploy", "hash-1", CLOUD, "web"));
    }

    private static VendorLog notes(String from) {
        VendorLog log = new VendorLog();
        return log.workdays(4, () -> log.googleCall("55", "Notes", "ana", from, "drive.files.list", 2_000));
    }

    /**
     * Adds sixty calls by Drift Chat to the given number of resources, from a network and with a client that the app
     * has never used.
     */
    private static void readFromOtherCloud(VendorLog log, int resources) {
        for (int i = 0; i < 60; i++) {
            log.at(40, 2, 0, i * 5)
                    .oktaApp(
                            "0oaD",
                            "Drift Chat",
                            "app.user_management.read",
                            OTHER_CLOUD,
                            "python-requests/2",
                            "case" + i % resources);
        }
    }

    static Stream<Arguments> attacks() {
        VendorLog drift = driftChat().then();
        readFromOtherCloud(drift, 30);
        VendorLog newKey = billing().then();
        newKey.at(42, 0)
                .entraAudit(
                        "Add service principal credentials",
                        entraPerson("mallory", ABROAD),
                        "sp-1",
                        "Billing",
                        "KeyDescription",
                        "k9");
        newKey.at(43, 1).entraSignIn("sp-1", "Billing", OTHER_CLOUD, "k9", "Microsoft Graph", 0);
        VendorLog role = new VendorLog();
        for (int day = 0; day < 5; day++) {
            role.at(day, 0).entraSignIn("sp-7", "Helper", CLOUD, "k1", "Microsoft Graph", 0);
        }
        role.then()
                .at(5, 0)
                .entraAudit(
                        "Add member to role",
                        entraApp("sp-7", "Helper"),
                        "sp-7",
                        "Helper",
                        "Role.DisplayName",
                        "Global Administrator");
        VendorLog consent = notes(HOME).then();
        consent.at(42, 0).googleConsent("77", "Inbox Helper", "ana", HOME, "https://mail.google.com/");
        for (int i = 0; i < 150; i++) {
            consent.at(42, 0, 10, i * 3)
                    .googleCall("77", "Inbox Helper", "ana", OTHER_CLOUD, "gmail.users.messages.get", 50_000);
        }
        VendorLog imitation = new VendorLog();
        imitation.workdays(
                3, () -> imitation.googleCall("55", "Salesforce", "ana", CLOUD, "gmail.users.messages.list", 2_000));
        imitation
                .then()
                .at(42, 0)
                .googleConsent("88", "S\u0430lesforce", "ben", HOME, "https://www.googleapis.com/auth/gmail.readonly");
        VendorLog leaver = new VendorLog();
        leaver.workdays(4, () -> leaver.oktaToken("00Tlee", "lee", "group.user_membership.add", CLOUD, "x"));
        leaver.then().at(42, 0).oktaPerson("adm", "user.lifecycle.deactivate", "User", "lee");
        leaver.at(44, 0).oktaToken("00Tlee", "lee", "group.user_membership.add", CLOUD, "x");
        VendorLog leaverElsewhere = new VendorLog();
        leaverElsewhere.workdays(
                3,
                () -> leaverElsewhere
                        .googleSignIn("lee", HOME)
                        .googleCall("55", "Zap", "lee", CLOUD, "gmail.users.messages.list", 2_000));
        leaverElsewhere.then().at(42, 0).oktaPerson("adm", "user.lifecycle.deactivate", "User", "lee");
        leaverElsewhere.at(43, 0).googleCall("55", "Zap", "lee", CLOUD, "gmail.users.messages.list", 2_000);
        VendorLog minting = new VendorLog();
        minting.workdays(2, () -> minting.openai("rate_limit.updated", "svc-1", "key_1", "{\"id\":\"rl\"}"));
        minting.then();
        for (int i = 0; i < 12; i++) {
            minting.at(42, 0, i, 0).openai("api_key.created", "svc-1", "key_1", "{\"id\":\"key_n%d\"}".formatted(i));
        }
        VendorLog consoleKeys = new VendorLog();
        for (int i = 0; i < 12; i++) {
            consoleKeys.at(42, 0, i, 0).anthropic("platform_api_key_created", "eve", "api_key_id", "apikey_" + i);
        }
        VendorLog dormant = new VendorLog();
        for (int day = 0; day < 20; day++) {
            dormant.at(day, 0).entraSignIn("sp-3", "Archive", CLOUD, "k", "Microsoft Graph", 0);
        }
        dormant.then().at(70, 0).entraSignIn("sp-3", "Archive", CLOUD, "k", "Azure Key Vault", 0);
        VendorLog failing = billing().then();
        for (int i = 0; i < 100; i++) {
            failing.at(42, 1, 0, i * 10).entraSignIn("sp-1", "Billing", OTHER_CLOUD, "", "Microsoft Graph", 7_000_215);
        }
        VendorLog night = deployToken().then();
        for (int i = 0; i < 120; i++) {
            night.at(42, 17, 0, i * 20).githubClone("dora", "deploy", "hash-1", CLOUD, "web");
        }
        VendorLog twoContinents = notes(HOME).then();
        for (int i = 0; i < 4; i++) {
            twoContinents
                    .at(42, 1, i * 10, 0)
                    .googleCall("55", "Notes", "ana", HOME, "drive.files.list", 2_000)
                    .at(42, 1, i * 10 + 5, 0)
                    .googleCall("55", "Notes", "ana", ABROAD, "drive.files.list", 2_000);
        }
        VendorLog growing = new VendorLog();
        for (int day = 0; day < 60; day++) {
            int count = day < 45 ? 20 + day * 7 % 5 : (int) (20 * Math.pow(1.25, day - 44));
            for (int i = 0; i < count; i++) {
                growing.at(day, 0, i, 0).googleCall("55", "Zap", "ivy", CLOUD, "gmail.users.messages.get", 2_000);
            }
        }
        return Stream.of(
                scenario("a stolen refresh token that reads in bulk", "critical", drift),
                scenario("a new credential and then a new place", "medium", newKey),
                scenario("an app in its first week that gives itself a role", "high", role),
                scenario("a consent and then bulk reads", "medium", consent),
                scenario("a publisher that imitates another", "high", imitation),
                scenario("a token of a person who left", "high", leaver),
                scenario("an app that acts for a person who left, at another provider", "high", leaverElsewhere),
                scenario("a service account that creates keys in bulk", "high", minting),
                scenario("a person who creates keys in bulk", "high", consoleKeys),
                scenario("a dormant app that reads secrets", "medium", dormant),
                scenario("failed sign-ins in a series", "medium", failing),
                scenario("a burst at night", "medium", night),
                scenario("one person on two continents", "medium", twoContinents),
                scenario("slow growth", "medium", growing),
                scenario(
                        "Tor",
                        "high",
                        deployToken().then().at(42, 0).githubClone("dora", "deploy", "hash-1", TOR, "web")),
                scenario(
                        "an app that stops a log stream",
                        "high",
                        new VendorLog()
                                .oktaApp(
                                        "0oaX",
                                        "Ops",
                                        "system.log_stream.lifecycle.deactivate",
                                        CLOUD,
                                        "ops/1",
                                        "siem")),
                scenario(
                        "a token that stops log streaming",
                        "high",
                        new VendorLog()
                                .github(
                                        "audit_log_streaming.destroy",
                                        "ops",
                                        CLOUD,
                                        "\"programmatic_access_type\":\"Personal access token (classic)\",\"token_id\":5")),
                scenario(
                        "an administrator who switches audit logging off",
                        "high",
                        new VendorLog().googleSetting("adm", "CHANGE_APPLICATION_SETTING", "Audit logging", "false")),
                scenario(
                        "an organization whose log of API calls is switched off",
                        "high",
                        new VendorLog()
                                .openaiPerson(
                                        "organization.updated",
                                        "adm",
                                        "{\"id\":\"org-1\",\"changes_requested\":{\"api_call_logging\":\"disabled\"}}")),
                scenario(
                        "a second factor that is no longer enforced",
                        "medium",
                        new VendorLog()
                                .googleSetting("adm", "ENFORCE_STRONG_AUTHENTICATION", "2-Step Verification", "false")),
                scenario(
                        "a branch protection that is removed",
                        "medium",
                        new VendorLog()
                                .github(
                                        "protected_branch.destroy",
                                        "ops",
                                        CLOUD,
                                        "\"programmatic_access_type\":\"Personal access token (classic)\",\"token_id\":5")),
                scenario(
                        "the vendor's own anomaly",
                        "medium",
                        new VendorLog()
                                .slack(
                                        "anomaly",
                                        "zoe",
                                        "{\"type\":\"user\",\"user\":{\"id\":\"Uzoe\",\"name\":\"zoe\"}}",
                                        OTHER_CLOUD,
                                        "\"reason\":[\"asn\",\"ip_address\"]")),
                scenario(
                        "the vendor's own threat",
                        "medium",
                        new VendorLog().oktaPerson("ann", "security.threat.detected", "User", "ann")));
    }

    @ParameterizedTest(name = "reports {0} as {1} or more")
    @MethodSource("attacks")
    void reportsAttack(String what, String least, VendorLog log) {
        Answers answers = answer(log);
        assertThat(answers.signals(false, "medium"))
                .as("nobody is notified before")
                .isEmpty();
        assertThat(answers.mostSevere()).hasValueSatisfying(signal -> {
            assertThat(level(signal)).isGreaterThanOrEqualTo(LEVELS.indexOf(least));
            assertThat(signal.path("technique").asString("")).matches("T\\d{4}(\\.\\d{3})?");
            assertThat(signal.path("sentence").asString("")).endsWith(".");
        });
        assertThat(answers.lines())
                .filteredOn(line -> !line.path("signals").isEmpty())
                .filteredOn(line -> level(line.path("signals").path(0)) > 0)
                .allSatisfy(
                        line -> assertThat(line.path("incident").asString("")).startsWith("incident-"));
    }

    static Stream<Arguments> legitimateChanges() {
        VendorLog shared = new VendorLog();
        shared.workdays(
                3,
                () -> shared.googleCall("55", "Notes", "ana", HOME, "drive.files.list", 2_000)
                        .googleCall("55", "Notes", "ben", MOBILE, "drive.files.list", 2_000)
                        .googleCall("55", "Notes", "cat", ABROAD, "drive.files.list", 2_000));
        shared.then();
        for (int i = 0; i < 6; i++) {
            shared.at(42, 2, i, 0).googleCall("55", "Notes", "eve", HOME, "drive.files.list", 2_000);
        }
        VendorLog travel = new VendorLog();
        travel.workdays(
                4,
                () -> travel.googleSignIn("ana", HOME)
                        .googleCall("55", "Notes", "ana", HOME, "drive.files.list", 2_000));
        travel.then();
        for (int day = 42; day < 45; day++) {
            travel.at(day, 0).googleSignIn("ana", ABROAD);
            for (int hour = 0; hour < 4; hour++) {
                travel.at(day, hour, 5, 0).googleCall("55", "Notes", "ana", ABROAD, "drive.files.list", 2_000);
            }
        }
        VendorLog rotation = billing().then();
        rotation.at(42, 0)
                .entraAudit(
                        "Update application – Certificates and secrets management ",
                        entraPerson("own", HOME),
                        "sp-1",
                        "Billing",
                        "KeyDescription",
                        "k2");
        for (int hour = 1; hour < 6; hour++) {
            rotation.at(42, hour).entraSignIn("sp-1", "Billing", CLOUD, "k2", "Microsoft Graph", 0);
        }
        VendorLog migration = new VendorLog();
        Runnable jobs = () -> {
            for (int i = 0; i < 5; i++) {
                migration.oktaApp(
                        "0oaJ" + i, "Data Job " + i, "app.oauth2.as.token.grant.access_token", CLOUD, "job/1", "x");
            }
        };
        migration.workdays(4, jobs).then();
        for (int hour = 0; hour < 30; hour += 6) {
            migration.at(42, hour);
            for (int i = 0; i < 5; i++) {
                migration.oktaApp(
                        "0oaJ" + i,
                        "Data Job " + i,
                        "app.oauth2.as.token.grant.access_token",
                        OTHER_CLOUD,
                        "job/1",
                        "x");
            }
        }
        VendorLog upgrade = driftChat().then();
        for (int hour = 0; hour < 8; hour++) {
            upgrade.at(42, hour)
                    .oktaApp("0oaD", "Drift Chat", "app.user_management.read", CLOUD, "sync/4.0 (arm64)", "contacts");
        }
        VendorLog onCall = deployToken().then();
        for (int i = 0; i < 5; i++) {
            onCall.at(42, 17, i * 4, 0).githubClone("dora", "deploy", "hash-1", CLOUD, "web");
        }
        VendorLog renewed = deployToken().then();
        for (int hour = 0; hour < 4; hour++) {
            renewed.at(42, hour).githubClone("dora", "deploy", "hash-2", CLOUD, "web");
        }
        VendorLog growth = new VendorLog();
        for (int day = 0; day < 60; day++) {
            for (int i = 0; day % 7 < 5 && i < (int) (20 * Math.pow(1.02, day)); i++) {
                growth.at(day, 0, i, 0).githubClone("dora", "deploy", "hash-1", CLOUD, "web");
            }
        }
        VendorLog schedule = driftChat().then();
        for (int day = 42; day < 47; day++) {
            for (int hour = 0; hour < 16; hour += 2) {
                schedule.at(day, hour)
                        .oktaApp("0oaD", "Drift Chat", "app.user_management.read", CLOUD, "sync/3.1", "contacts");
            }
        }
        VendorLog serviceKey = new VendorLog();
        serviceKey
                .workdays(3, () -> serviceKey.openai("rate_limit.updated", "svc-1", "key_1", "{\"id\":\"rl\"}"))
                .then();
        serviceKey.at(42, 0).openaiPerson("api_key.created", "own", "{\"id\":\"key_2\"}");
        serviceKey.at(42, 1).openai("rate_limit.updated", "svc-1", "key_2", "{\"id\":\"rl\"}");
        VendorLog newApp = notes(HOME).then();
        for (int day = 30; day < 44; day++) {
            newApp.at(day, 3)
                    .entraSignIn("sp-n", "Newcomer", day % 2 == 0 ? CLOUD : OTHER_CLOUD, "k", "Microsoft Graph", 0);
        }
        return Stream.of(
                scenario("a new user of an app that several people use", "", shared),
                scenario("a person who travels, with an app", "", travel),
                scenario("a rotation that is followed by use from the same place", "", rotation),
                scenario("several apps that move to another cloud", "", migration),
                scenario("a client upgrade", "", upgrade),
                scenario("a person on call at night", "", onCall),
                scenario("a renewed token", "", renewed),
                scenario("growth", "", growth),
                scenario("a longer schedule", "", schedule),
                scenario("a new key of a service account", "", serviceKey),
                scenario("a new app in its first two weeks", "", newApp));
    }

    @ParameterizedTest(name = "notifies nobody about {0}")
    @MethodSource("legitimateChanges")
    void alertsNobodyAboutLegitimateChange(String what, String unused, VendorLog log) {
        Answers answers = answer(log);
        assertThat(answers.signals(false, "medium")).isEmpty();
        assertThat(answers.signals(true, "medium")).isEmpty();
    }

    @Test
    void subjectOfAppStaysSameIfItsKeyIsRotated() {
        VendorLog renewed = deployToken();
        renewed.at(42, 0).githubClone("dora", "deploy", "hash-2", CLOUD, "web");
        VendorLog key = billing();
        key.at(42, 0).entraSignIn("sp-1", "Billing", CLOUD, "k2", "Microsoft Graph", 0);
        VendorLog account = new VendorLog()
                .openai("rate_limit.updated", "svc-1", "key_1", "{\"id\":\"rl\"}")
                .openai("rate_limit.updated", "svc-1", "key_2", "{\"id\":\"rl\"}");

        assertThat(answer(renewed).subjects()).containsExactly("github:token/dora/deploy");
        assertThat(answer(key).subjects()).containsExactly("microsoft:principal/sp-1");
        assertThat(answer(account).subjects()).containsExactly("openai:account/svc-1");
        assertThat(answer(notes(HOME)).subjects())
                .as("not the person for whom it acts")
                .containsExactly("google:client/55.apps.googleusercontent.com");
    }

    @Test
    void attackAcrossTwoProvidersIsOneIncident() {
        VendorLog log = new VendorLog();
        log.workdays(
                4,
                () -> log.googleCall("55", "Zap", "ivy", CLOUD, "drive.files.list", 2_000)
                        .githubClone("ivy", "deploy", "hash-1", HOME, "web"));
        log.then();
        for (int i = 0; i < 8; i++) {
            log.at(42, 1, i, 0)
                    .googleCall("55", "Zap", "ivy", OTHER_CLOUD, "gmail.users.messages.get", 2_000)
                    .githubClone("ivy", "deploy", "hash-1", OTHER_CLOUD, "secret" + i);
        }
        Set<String> incidents = new TreeSet<>();
        Set<String> subjects = new TreeSet<>();
        for (JsonNode line : answer(log).lines()) {
            if (line.has("incident")) {
                incidents.add(line.path("incident").asString(""));
                subjects.add(line.path("subject").asString(""));
            }
        }
        assertThat(incidents).hasSize(1);
        assertThat(subjects).hasSize(2);
    }

    @Test
    void duplicateAndLateRowsChangeNothing() {
        VendorLog log = driftChat().then();
        readFromOtherCloud(log, 60);
        VendorLog other = notes(HOME);
        List<String> twice = new ArrayList<>();
        log.lines().forEach(line -> {
            twice.add(line);
            twice.add(line);
        });
        assertThat(notified(answer(twice))).isEqualTo(notified(answer(log.lines())));

        // The rows of another stream lag: they are for the same times, but are read later.
        List<String> lagging = new ArrayList<>(log.lines().subList(0, 4));
        for (int i = 4; i < log.lines().size(); i++) {
            lagging.add(log.lines().get(i));
            if (i - 4 < other.lines().size()) {
                lagging.add(other.lines().get(i - 4));
            }
        }
        assertThat(notified(answer(lagging))).isEqualTo(notified(answer(log.lines())));
    }

    private static List<String> notified(List<JsonNode> answers) {
        List<String> found = new ArrayList<>();
        for (JsonNode line : answers) {
            for (JsonNode signal : line.path("signals")) {
                if (level(signal) > 0) {
                    found.add(line.path("subject").asString("") + " "
                            + signal.path("severity").asString("") + " "
                            + signal.path("sentence").asString(""));
                }
            }
        }
        return found;
    }

    @Test
    void answersEachLineInOrderRegardlessOfContent() {
        VendorLog log = new VendorLog().githubClone("dora", "deploy", "hash-1", CLOUD, "web");
        String row = log.lines().getFirst();
        List<String> lines = List.of(
                row,
                row.replace("\"github\"", "\"gitlab\""),
                row.replace("audit-log", "audit-trail"),
                row.replace("\"provider\":\"github\"", "\"provider\":\"okta\"").replace("audit-log", "system-log"),
                row.replaceAll("\"@timestamp\":\\d+,", "").replaceAll("\"created_at\":\\d+,", ""),
                row.replaceAll("\"(@timestamp|created_at)\":\\d+", "\"$1\":4102444800000"),
                row.replace(CLOUD, "999.1.2"),
                row.replaceAll("\"(actor|actor_ip|repo|user_agent|org|hashed_token)\":(\"[^\"]*\")", "\"$1\":null"),
                row.replace(
                        "\"operation_type\":\"access\"", "\"operation_type\":\"%s\"".formatted("x".repeat(1 << 20))),
                "{\"provider\":\"github\",\"stream\":\"audit-log\",\"connection\":\"a\",\"row\":null}",
                "no JSON",
                "",
                row.replace("\"r0\"", "\"r9\""));
        List<JsonNode> answers = answer(lines);

        assertThat(answers)
                .hasSameSizeAs(lines)
                .allSatisfy(line -> assertThat(line.path("signals").isArray()).isTrue());
        assertThat(answers.stream().map(line -> line.has("fault")).toList())
                .containsExactly(false, true, true, true, true, true, true, false, false, true, true, true, false);
        assertThat(answers.get(6).path("subject").asString("")).isEqualTo("github:token/dora/deploy");
        assertThat(answers.getLast().path("subject").asString("")).isEqualTo("github:token/dora/deploy");
        assertThat(answers.stream()
                        .filter(line -> line.has("fault"))
                        .map(line -> line.path("line").asInt()))
                .containsExactly(2, 3, 4, 5, 6, 7, 10, 11, 12);
    }
}

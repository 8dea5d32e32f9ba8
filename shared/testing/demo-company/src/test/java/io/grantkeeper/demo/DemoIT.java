package io.grantkeeper.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.connectors.ConnectorRegistry;
import io.grantkeeper.detection.InventoryProduct;
import io.grantkeeper.identity.approval.DriftKind;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.local.doubles.LocalMailServer;
import io.grantkeeper.reports.terminal.TerminalOutput;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@DisplayName("The demo: a company is swept, lives through one day, and is swept again")
class DemoIT {
    /**
     * Matches what an employee cannot read: a URL, an id of a connection's identity, an id that no person chose, or the
     * name of a permission at a provider.
     */
    private static final Pattern RAW = Pattern.compile("https?://|-larkfield/|googleusercontent|\\bkid-"
            + "|\\b[0-9a-f]{16,}\\b|\\b[0-9a-f]{8}-[0-9a-f]{4}-|\\b(?:okta|admin)\\.[a-z]+\\.[a-z]+"
            + "|\\b(?:Mail|Files|User|Calendars|Contacts|Directory|Sites|Group|Application)\\.[A-Z][A-Za-z]+"
            + "|\\b(?:channels|groups|im|users|files|chat|repo|admin|read|write|user|workflow):[a-z_]+");

    /** Matches the beginning of a line under "Technical details" or for the security team. */
    private static final Pattern TECHNICAL = Pattern.compile("^(?:Call: |For the security team: |grantkeeper show )");

    private static DemoReport report;
    private static List<DemoSentences.Sentence> sentences;
    private static String printed;

    @BeforeAll
    static void run() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        TerminalOutput terminal = TerminalOutput.plain(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        report = new Demo(terminal, 0, Optional.empty()).run(demo -> sentences = demo.employeeSentences());
        printed = bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void detectsEveryEventOfTheDay() {
        assertThat(report.day()).isNotEmpty().noneMatch(fact -> fact.verdict() == DemoReport.Verdict.NO);
    }

    @Test
    void leavesNoMessagesInDeadLetterQueues() {
        assertThat(report.deadLetters()).isEmpty();
    }

    @Test
    void readsEveryStreamCompletely() {
        assertThat(report.coverage())
                .hasSameSizeAs(ConnectorRegistry.standard().all())
                .allSatisfy(coverage -> assertThat(coverage.streams())
                        .isNotEmpty()
                        .allSatisfy(stream -> {
                            assertThat(stream.problem()).isEmpty();
                            assertThat(stream.freshAsOf()).isPresent();
                        }));
    }

    @Test
    void findsShadowAiAndExpansions() {
        assertThat(report.findings())
                .extracting(Finding::type)
                .contains(
                        FindingType.SHADOW_AI,
                        FindingType.SCOPES_EXPANDED,
                        FindingType.REACH_EXPANDED,
                        FindingType.OWNER_LEFT,
                        FindingType.OVER_PRIVILEGED,
                        FindingType.EXPIRING);
    }

    @Test
    void sendsEachAlertOnceBySlackOrEmail() {
        List<String> slack = report.slack().stream()
                .map(message -> message.path("metadata")
                        .path("event_payload")
                        .path("send_id")
                        .asString(""))
                .toList();
        assertThat(slack).isNotEmpty().doesNotHaveDuplicates();
        assertThat(report.mail())
                .isNotEmpty()
                .extracting(LocalMailServer.Received::messageId)
                .doesNotHaveDuplicates();
    }

    @Test
    void writesAlertsInPlainLanguage() {
        assertThat(report.slack())
                .extracting(JsonNode::toString)
                .noneMatch(text -> text.contains("googleapis.com/auth"));
        assertThat(report.mail())
                .filteredOn(mail -> !isToSecurityTeam(mail))
                .extracting(LocalMailServer.Received::text)
                .allSatisfy(text -> assertThat(text)
                        .containsAnyOf("What to do:", "/answers/")
                        .doesNotContain("googleapis.com/auth"));
    }

    @Test
    void writesNoRawIdUrlOrPermissionNameToEmployees() {
        assertThat(sentences)
                .hasSizeGreaterThan(300)
                .extracting(DemoSentences.Sentence::text)
                .filteredOn(text -> !TECHNICAL.matcher(text).find())
                .noneMatch(text -> RAW.matcher(text).find());
    }

    @Test
    void addressesEmployeesByTheirNames() {
        assertThat(sentences)
                .extracting(DemoSentences.Sentence::text)
                .filteredOn(text -> text.startsWith("You are answering as "))
                .isNotEmpty()
                .allMatch(
                        text -> text.substring("You are answering as ".length()).contains(" "));
    }

    /** A manager is asked about access that other people gave. */
    @Test
    void saysYouOnlyToPeopleWhoseAccessItIs() {
        assertThat(report.mail())
                .filteredOn(mail -> mail.text().contains("You are asked because you manage"))
                .isNotEmpty()
                .extracting(LocalMailServer.Received::text)
                .noneMatch(text -> text.contains("you can access") || text.contains("all of your "));
    }

    private static boolean isToSecurityTeam(LocalMailServer.Received mail) {
        return mail.to().contains(DemoCompany.SECURITY_TEAM);
    }

    @Test
    void reportsFirstSweepOnceToSecurityTeamAndAsksOwnersAfterRelease() {
        assertThat(report.mail())
                .filteredOn(mail -> mail.subject().contains("first sweep"))
                .singleElement()
                .matches(DemoIT::isToSecurityTeam);
        assertThat(printed)
                .containsSubsequence(
                        "The security team received",
                        "The security team releases them:",
                        "A day passes",
                        "the daily summaries are due");
        assertThat(DemoSentences.of(report, DemoCompany.SECURITY_TEAM, List.of()))
                .isNotEmpty();
    }

    @Test
    void reportsUnusedAccessAndSufficientPermissions() {
        assertThat(report.findings())
                .filteredOn(finding -> finding.type() == FindingType.OVER_PRIVILEGED)
                .hasSizeBetween(3, 6)
                .allSatisfy(finding -> {
                    assertThat(finding.headline()).startsWith("has not used \"").contains("days of recorded usage");
                    assertThat(finding.reasons().getFirst()).contains("it needed");
                });
        assertThat(report.slack())
                .extracting(JsonNode::toString)
                .anyMatch(text ->
                        text.contains("has not used") && text.contains("There is no recorded use of its permission to"))
                .anyMatch(text -> text.contains("cannot recommend which access"));
    }

    @Test
    void showsEveryKindOfDriftWithApprovedAndCurrentAccess() {
        assertThat(report.findings())
                .filteredOn(finding -> finding.type() == FindingType.DRIFTED)
                .allSatisfy(finding -> {
                    assertThat(finding.headline()).contains("but was");
                    assertThat(finding.before()).isNotEmpty();
                    assertThat(finding.after()).isNotEmpty();
                })
                .extracting(finding -> finding.key().split("/", -1)[1])
                .contains(Stream.of(DriftKind.values()).map(DriftKind::code).toArray(String[]::new));
        assertThat(printed).contains("Drift from what was approved", "approvals from last year's review");
    }

    @Test
    void countsProductAtSeveralProvidersAsOneAgent() {
        assertThat(report.agents())
                .filteredOn(agent -> agent.reaches().size() > 1)
                .extracting(InventoryProduct::id)
                .contains("slack");
        assertThat(report.agents()).hasSizeLessThan(report.identities().size());
    }

    @Test
    void recordsAnswersGivenByEmailInSlackAndInReview() {
        assertThat(report.answers()).extracting(DemoReport.Said::through).contains("email", "slack", "review", "clock");
        assertThat(report.answers())
                .filteredOn(said -> said.through().equals("email"))
                .allSatisfy(said -> {
                    assertThat(said.answer()).isEqualTo("revoke");
                    assertThat(said.by()).isPresent();
                    assertThat(said.results()).anyMatch(result -> result.startsWith("Revoked:"));
                });
        assertThat(report.answers())
                .filteredOn(said -> said.by().isEmpty())
                .allSatisfy(said -> assertThat(said.results().getFirst()).contains("Its access is not approved"));
        assertThat(printed).contains("Answers");
    }

    @Test
    void promotesPoliciesAfterApprovalAndEnforcesThem() {
        assertThat(printed)
                .containsSubsequence(
                        "Policies on the trust ladder",
                        "no-ai-sends-mail: training",
                        "would block     3 of 60",
                        "It can be promoted to recommendation.",
                        "approves: no-ai-sends-mail is now at the recommendation stage.",
                        "The agent wants to send an email: denied, but it can ask its owner.",
                        "It can be promoted to enforcement.",
                        "approves: leavers-grants-end is now at the enforcement stage.",
                        "A day later, the first grant is revoked");
    }

    @Test
    void printsReportWithoutColors() {
        assertThat(printed)
                .contains("Inventory by kind and risk", "Open findings", "Alerts as sent", "Coverage and freshness")
                .doesNotContain("\u001b[");
    }

    @Test
    void reportsAttacksOfTheDayButNotHarmlessChanges() {
        assertThat(report.behavior())
                .extracting(DemoReport.Watched::verdict)
                .containsExactly("reported", "reported", "reported", "kept quiet", "kept quiet", "reported");
        assertThat(report.behavior().getFirst().how()).contains("Gong", "within an hour");
        assertThat(printed).contains("What was unusual: reported, or kept quiet");
    }
}

package io.grantkeeper.demo;

import io.grantkeeper.enforcement.EnforcementReport;
import io.grantkeeper.functions.enforce.EnforceRequest;
import io.grantkeeper.functions.promotepolicies.PromotePoliciesRequest;
import io.grantkeeper.functions.promotepolicies.PromotePoliciesResult;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.finding.AiVerdict;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.store.IdentityQuery;
import io.grantkeeper.local.suite.LocalSuite;
import io.grantkeeper.policy.enforcement.PolicyViolation;
import io.grantkeeper.policy.intent.PolicySet;
import io.grantkeeper.reports.EnforcementStatusReport;
import io.grantkeeper.reports.PolicyReport;
import io.grantkeeper.reports.terminal.TerminalOutput;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Promotes two policies on the trust ladder. The evidence consists of the recorded decisions about an agent, and a
 * person approves each step.
 *
 * <p>One policy stops AI from sending mail. The other revokes access that leavers had authorized: in enforcement, it
 * warns the owners, and a day later it revokes the first grant. Each simulated day adds evidence.
 */
final class DemoPolicies {
    private static final String PERSON = "security@larkfield.example";
    private static final String MAIL = "no-ai-sends-mail";
    private static final String LEAVERS = "leavers-grants-end";
    private static final int CALENDARS = 57;
    private static final int MAILS = 3;

    /**
     * The policy documents by file name. Their promotion limits are lower than in production, where hundreds of actions
     * and a week are required.
     */
    private static final Map<String, String> DOCUMENTS =
            Map.of("set.yaml", """
            set: larkfield
            unmatched: permit
            """, MAIL + ".yaml", """
            policy: no-ai-sends-mail
            intent: AI sends no mail in anyone's name without approval.
            covers:
              ai: true
            rules:
              - forbid: send mail
                because: mail leaves the company in someone's name
            promotion: {decisions: 60, days: 1, answers: 3, would-block-rate: 0.2}
            """, LEAVERS + ".yaml", """
            policy: leavers-grants-end
            intent: When a person leaves, the access that they authorized ends within a day.
            covers:
              providers: google
            rules:
              - forbid: anything
                when:
                  owner-known: false
                because: nobody who works here is known to be responsible for it
            promotion: {decisions: 60, days: 1, would-block-rate: 0.1}
            enforce:
              step: revoke
              after: 12h
            """);

    private final TerminalOutput terminal;
    private final DemoCompany company;
    private final LocalSuite suite;

    DemoPolicies(TerminalOutput terminal, DemoCompany company, LocalSuite suite) {
        this.terminal = terminal;
        this.company = company;
        this.suite = suite;
    }

    void promotePolicies() {
        terminal.heading("Policies on the trust ladder");
        var _ = ladder("apply", Optional.empty());
        DemoAgent agent = new DemoAgent(agent(), suite, company);
        agent.simulateDay(CALENDARS, MAILS);
        terminal.line(
                "Two policies are at the training stage: their results are recorded, but do not affect decisions. An agent asks before each of %d actions, and all are allowed."
                        .formatted(CALENDARS + MAILS));
        advanceOneDay();
        propose(MAIL, LEAVERS);
        approve(MAIL, LEAVERS);
        JsonNode denied = agent.requestDecision("send", "mail", "minutes-of-today");
        terminal.line(
                terminal.bold("The agent wants to send an email: "),
                denied.path("decision").asBoolean() ? "allowed." : "denied, but it can ask its owner.");
        terminal.line(
                "  " + denied.path("context").path("reason").asString("mail leaves the company in someone's name"));
        agent.simulateDay(CALENDARS + MAILS, 0);
        advanceOneDay();
        propose(LEAVERS);
        approve(LEAVERS);
        enforceLeaversPolicy();
    }

    private IdentityId agent() {
        return suite
                .stores()
                .access()
                .identities(
                        DemoCompany.TENANT, new IdentityQuery.OfStatus(IdentityStatus.ACTIVE), 500, Optional.empty())
                .items()
                .stream()
                .filter(summary ->
                        summary.ai() == AiVerdict.YES && summary.owner().isPresent())
                .map(IdentitySummary::id)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private void advanceOneDay() {
        company.simulator().clock().advance(Duration.ofDays(1).plusMinutes(1));
    }

    private void propose(String... names) {
        List<String> wanted = List.of(names);
        suite.promotePolicies().policies().stream()
                .filter(position -> wanted.contains(position.policy()))
                .forEach(position -> PolicyReport.numbers(terminal, position));
    }

    private void approve(String... names) {
        for (String name : names) {
            ladder("approve", Optional.of(name))
                    .policies()
                    .forEach(position -> terminal.line("%s approves: %s is now at the %s stage."
                            .formatted(PERSON, position.policy(), position.stage())));
        }
    }

    private void enforceLeaversPolicy() {
        terminal.line("Owners warned; violations with a due date: %d."
                .formatted(run(0).breaches().stream()
                        .filter(violation -> violation.due().isPresent())
                        .count()));
        company.simulator().stepDay();
        EnforcementReport report = run(1);
        terminal.line(
                "A day later, the first grant is revoked. This uses up the daily budget of one; %d wait until tomorrow."
                        .formatted(report.postponed().size()));
        for (PolicyViolation breach : report.acted()) {
            breach.preview().forEach(line -> terminal.line("  " + line));
        }
        EnforcementStatusReport.breaches(terminal, report.acted());
    }

    private PromotePoliciesResult ladder(String action, Optional<String> policy) {
        return suite.promotePolicies(new PromotePoliciesRequest(
                DemoCompany.TENANT,
                Optional.of(action),
                policy,
                Optional.of(PERSON),
                Optional.empty(),
                Optional.empty(),
                policy.isPresent()
                        ? Optional.empty()
                        : Optional.of(DOCUMENTS.entrySet().stream()
                                .map(document -> new PolicySet.Source(document.getKey(), document.getValue()))
                                .toList())));
    }

    private EnforcementReport run(int acts) {
        return run(suite, acts);
    }

    /**
     * Runs enforcement.
     *
     * @param acts the maximum number of revocations per day
     */
    static EnforcementReport run(LocalSuite suite, int acts) {
        return suite.enforce(new EnforceRequest(
                        DemoCompany.TENANT,
                        Optional.empty(),
                        Optional.of(acts),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
                .report()
                .orElseThrow();
    }
}

package io.grantkeeper.local.demo;

import io.grantkeeper.enforcement.EnforcementReport;
import io.grantkeeper.functions.climbladder.ClimbLadderRequest;
import io.grantkeeper.functions.climbladder.ClimbLadderResult;
import io.grantkeeper.functions.enforce.EnforceRequest;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.finding.AiVerdict;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.store.IdentityQuery;
import io.grantkeeper.local.report.Enforcements;
import io.grantkeeper.local.report.Policies;
import io.grantkeeper.local.suite.Suite;
import io.grantkeeper.local.terminal.Terminal;
import io.grantkeeper.policy.enforcement.Breach;
import io.grantkeeper.policy.intent.PolicySet;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Two policies climb the ladder, each on what an agent's calls to the decision point put on record, and each step with a
 * person's word. One keeps AI from sending mail. The other ends what leavers let in: once it is in enforcement it warns the
 * owners, and a day later takes the first grant away. Days pass by the company's clock; each of them is one of evidence.
 */
final class DemoPolicies {
    private static final String PERSON = "security@larkfield.example";
    private static final String MAIL = "no-ai-sends-mail";
    private static final String LEAVERS = "leavers-grants-end";
    private static final int CALENDARS = 57;
    private static final int MAILS = 3;

    /** The limits of a demo: elsewhere hundreds of actions and a week are asked for. */
    private static final Map<String, String> DOCUMENTS =
            Map.of("set.yaml", """
            set: larkfield
            unmatched: permit
            """, MAIL + ".yaml", """
            policy: no-ai-sends-mail
            intent: AI sends no mail in anybody's name unless somebody allows it.
            covers:
              ai: true
            rules:
              - forbid: send mail
                because: mail leaves the company in somebody's name
            promotion: {decisions: 60, days: 1, answers: 3, would-block-rate: 0.2}
            """, LEAVERS + ".yaml", """
            policy: leavers-grants-end
            intent: When a person leaves, whatever they let in ends within a day.
            covers:
              providers: google
            rules:
              - forbid: anything
                when:
                  owner-known: false
                because: the person who let it in no longer works here
            promotion: {decisions: 60, days: 1, would-block-rate: 0.1}
            enforce:
              step: revoke
              after: 12h
            """);

    private final Terminal terminal;
    private final DemoCompany company;
    private final Suite suite;

    DemoPolicies(Terminal terminal, DemoCompany company, Suite suite) {
        this.terminal = terminal;
        this.company = company;
        this.suite = suite;
    }

    void show() {
        terminal.heading("Policies climb the trust ladder");
        var _ = ladder("apply", Optional.empty());
        DemoAgent agent = new DemoAgent(agent(), suite, company);
        agent.works(CALENDARS, MAILS);
        terminal.line("In training two policies only record. An agent asks before each of %d actions; every one runs."
                .formatted(CALENDARS + MAILS));
        aDayPasses();
        propose(MAIL, LEAVERS);
        approve(MAIL, LEAVERS);
        JsonNode denied = agent.asks("send", "mail", "minutes-of-today");
        terminal.line(terminal.bold("The agent wants to send a mail: ")
                + (denied.path("decision").asBoolean() ? "it may." : "it may not, and can ask its owner."));
        terminal.line(
                "  " + denied.path("context").path("reason").asString("mail leaves the company in somebody's name"));
        agent.works(CALENDARS + MAILS, 0);
        aDayPasses();
        propose(LEAVERS);
        approve(LEAVERS);
        leaversLose();
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

    private void aDayPasses() {
        company.simulator().clock().advance(Duration.ofDays(1).plusMinutes(1));
    }

    private void propose(String... names) {
        List<String> wanted = List.of(names);
        suite.climbLadder().policies().stream()
                .filter(position -> wanted.contains(position.policy()))
                .forEach(position -> Policies.numbers(terminal, position));
    }

    private void approve(String... names) {
        for (String name : names) {
            ladder("approve", Optional.of(name))
                    .policies()
                    .forEach(position -> terminal.line("%s approves: %s stands in %s now."
                            .formatted(PERSON, position.policy(), position.stage())));
        }
    }

    private void leaversLose() {
        terminal.line("Owners are warned: %d dates."
                .formatted(run(0).breaches().stream()
                        .filter(breach -> breach.due().isPresent())
                        .count()));
        company.simulator().stepDay();
        EnforcementReport report = run(1);
        terminal.line("A day later the first is taken away, as the day's budget of one allows; %d wait for tomorrow."
                .formatted(report.postponed().size()));
        for (Breach breach : report.acted()) {
            breach.preview().forEach(line -> terminal.line("  " + line));
        }
        Enforcements.breaches(terminal, report.acted());
    }

    private ClimbLadderResult ladder(String action, Optional<String> policy) {
        return suite.climbLadder(new ClimbLadderRequest(
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

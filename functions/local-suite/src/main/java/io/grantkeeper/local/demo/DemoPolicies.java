package io.grantkeeper.local.demo;

import io.grantkeeper.enforcement.EnforcementReport;
import io.grantkeeper.functions.climbladder.ClimbLadderRequest;
import io.grantkeeper.functions.enforce.EnforceRequest;
import io.grantkeeper.local.report.Enforcements;
import io.grantkeeper.local.suite.Suite;
import io.grantkeeper.local.terminal.Terminal;
import io.grantkeeper.policy.Stage;
import io.grantkeeper.policy.enforcement.Breach;
import io.grantkeeper.policy.intent.PolicySet;
import io.grantkeeper.policy.store.PolicyStore;
import io.grantkeeper.policy.store.StoredPolicy;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of leavers' grants: a policy that records in training, and one day after its owners were warned in enforcement
 * takes the first one away. The weeks of evidence in between are left out, and said to be.
 */
final class DemoPolicies {
    private static final String LEAVERS = """
            policy: leavers-grants-end
            intent: When a person leaves, whatever they let in ends within a day.
            covers:
              providers: google
            rules:
              - forbid: anything
                when:
                  owner-known: false
                because: the person who let it in no longer works here
            enforce:
              step: revoke
              after: 12h
            """;

    private final Terminal terminal;
    private final DemoCompany company;
    private final Suite suite;

    DemoPolicies(Terminal terminal, DemoCompany company, Suite suite) {
        this.terminal = terminal;
        this.company = company;
        this.suite = suite;
    }

    void show() {
        terminal.heading("A policy climbs: leavers' grants end");
        var _ = suite.climbLadder(new ClimbLadderRequest(
                DemoCompany.TENANT,
                Optional.of("apply"),
                Optional.empty(),
                Optional.of("security@larkfield.example"),
                Optional.empty(),
                Optional.empty(),
                Optional.of(List.of(new PolicySet.Source("leavers-grants-end.yaml", LEAVERS)))));
        terminal.line("In training it only records: %d grants and credentials are held against it."
                .formatted(run(0).breaches().size()));
        enforce();
        terminal.line(
                "In enforcement (weeks of evidence and two approvals later, which the demo skips) owners are warned: %d dates."
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

    /** What only a person can do otherwise, on evidence. */
    private void enforce() {
        PolicyStore policies = suite.stores().policies();
        StoredPolicy policy =
                policies.policy(DemoCompany.TENANT, "leavers-grants-end").orElseThrow();
        policies.save(
                DemoCompany.TENANT,
                policy.at(Stage.ENFORCEMENT, company.simulator().clock().instant()));
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

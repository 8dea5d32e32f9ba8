package io.grantkeeper.local.cli;

import io.grantkeeper.enforcement.EnforcePolicies;
import io.grantkeeper.enforcement.EnforcementReport;
import io.grantkeeper.local.report.Enforcements;
import io.grantkeeper.policy.enforcement.Breach.State;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "Does now what the schedule does: finds breaches, warns owners, and takes away what is due.",
            "Exit code 1 where something due was not done."
        })
final class EnforcementRunCommand implements Callable<Integer> {
    @Mixin
    private Enforcing enforcing = new Enforcing();

    @Option(
            names = "--acts-a-day",
            paramLabel = "N",
            description = "Take away at most so much in a day (default: ${DEFAULT-VALUE}).")
    private int acts = EnforcePolicies.ACTS_A_DAY;

    @Override
    public Integer call() {
        if (acts < 0) {
            throw new IllegalArgumentException("--acts-a-day must be at least 0; 0 takes nothing away");
        }
        return enforcing.with(open -> {
            EnforcementReport report = open.policies().run(open.tenant(), acts, () -> true);
            if (enforcing.output().isJson()) {
                enforcing.output().json(report);
            } else {
                Enforcements.report(enforcing.output().terminal(), report);
            }
            boolean allDone = report.acted().stream().allMatch(breach -> breach.state() == State.DONE);
            boolean nothingWaits =
                    report.postponed().isEmpty() && report.waiting().isEmpty();
            return allDone && nothingWaits && report.problems().isEmpty() ? 0 : 1;
        });
    }
}

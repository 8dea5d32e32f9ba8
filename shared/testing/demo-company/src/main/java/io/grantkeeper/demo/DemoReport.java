package io.grantkeeper.demo;

import io.grantkeeper.detection.InventoryProduct;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.local.doubles.LocalMailServer;
import io.grantkeeper.reports.CoverageReport;
import io.grantkeeper.reports.NewIdentityReport;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The result of the demo, in a form that programs can read.
 *
 * @param asOf the simulated time of the report
 * @param agents the products to which the identities belong; one product at several providers is one agent
 * @param day the events in the company between the two sweeps, and whether they were detected
 * @param arrivals new identities, each with the provider's delay and Grantkeeper's delay
 * @param slack alerts as Slack received them
 * @param mail alerts as the mail server received them
 * @param answers people's answers to alerts and in the review, with the results
 * @param deadLetters for each failed message, the reason; empty if none failed
 * @param behavior the identities' behavior on that day, and whether someone was notified
 */
public record DemoReport(
        Instant asOf,
        List<IdentitySummary> identities,
        List<InventoryProduct> agents,
        List<Finding> findings,
        List<Noticed> day,
        List<NewIdentityReport> arrivals,
        List<JsonNode> slack,
        List<LocalMailServer.Received> mail,
        List<CoverageReport> coverage,
        List<Said> answers,
        List<String> deadLetters,
        List<Watched> behavior) {
    public DemoReport {
        identities = List.copyOf(identities);
        agents = List.copyOf(agents);
        findings = List.copyOf(findings);
        day = List.copyOf(day);
        arrivals = List.copyOf(arrivals);
        slack = List.copyOf(slack);
        mail = List.copyOf(mail);
        coverage = List.copyOf(coverage);
        answers = List.copyOf(answers);
        deadLetters = List.copyOf(deadLetters);
        behavior = List.copyOf(behavior);
    }

    /** Returns this report with people's answers in place of the previous ones. */
    DemoReport with(List<Said> said) {
        return new DemoReport(
                asOf, identities, agents, findings, day, arrivals, slack, mail, coverage, said, deadLetters, behavior);
    }

    /**
     * One answer to a question about an identity.
     *
     * @param through how the answer arrived: {@code email}, {@code slack}, {@code review} or {@code clock}
     * @param by who answered; empty if no one did
     * @param about the identity's name
     */
    public record Said(String through, Optional<String> by, String about, String answer, List<String> results) {
        public Said {
            results = List.copyOf(results);
        }
    }

    /**
     * One event of the day.
     *
     * @param how the finding's headline, or the reason why there is no finding
     */
    public record Noticed(String happened, Verdict verdict, String how) {}

    /**
     * One scenario of behavior.
     *
     * @param attack whether someone should be notified
     * @param reported whether a signal of at least medium severity was found
     * @param how the severity and the sentence of the signal, or a statement that nobody was notified
     */
    public record Watched(String happened, boolean attack, boolean reported, String how) {
        /** Returns the result in one word. */
        public String verdict() {
            if (reported) {
                return attack ? "reported" : "false alarm";
            }
            return attack ? "missed" : "kept quiet";
        }
    }

    /** The verdict on an event: whether Grantkeeper has a finding about it. */
    public enum Verdict {
        YES,
        /** Grantkeeper has no finding yet; the event becomes a finding only after some time. */
        NOT_YET,
        NO
    }
}

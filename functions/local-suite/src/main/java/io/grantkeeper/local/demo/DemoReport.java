package io.grantkeeper.local.demo;

import io.grantkeeper.detection.Agent;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.local.doubles.MailOutbox;
import io.grantkeeper.local.report.Arrival;
import io.grantkeeper.local.report.Coverage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * All that the demo ends with, for machines.
 *
 * @param asOf the simulated time
 * @param agents the identities by product: one product at several providers is one agent
 * @param day what happened in the company between the two sweeps, and whether it was noticed
 * @param arrivals who came in, with the provider's delay and ours apart
 * @param slack alerts as Slack got them
 * @param mail alerts as the mail server got them
 * @param answers what people said to alerts and in the review, and what followed
 * @param deadLetters why messages could not be handled; empty when all went well
 */
public record DemoReport(
        Instant asOf,
        List<IdentitySummary> identities,
        List<Agent> agents,
        List<Finding> findings,
        List<Noticed> day,
        List<Arrival> arrivals,
        List<JsonNode> slack,
        List<MailOutbox.Received> mail,
        List<Coverage> coverage,
        List<Said> answers,
        List<String> deadLetters) {
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
    }

    /** The same, with what people said. */
    DemoReport with(List<Said> said) {
        return new DemoReport(
                asOf, identities, agents, findings, day, arrivals, slack, mail, coverage, said, deadLetters);
    }

    /**
     * One answer.
     *
     * @param through {@code email}, {@code slack}, {@code review} or {@code clock}
     * @param by who answered; empty where nobody did
     * @param about the identity's name
     */
    public record Said(String through, Optional<String> by, String about, String answer, List<String> results) {
        public Said {
            results = List.copyOf(results);
        }
    }

    /**
     * One thing that happened.
     *
     * @param how the finding's words, or why there is none
     */
    public record Noticed(String happened, Verdict verdict, String how) {}

    /** Whether Grantkeeper holds a finding of what happened. */
    public enum Verdict {
        YES,
        /** It will: what happened becomes a finding only after a while. */
        NOT_YET,
        NO
    }
}

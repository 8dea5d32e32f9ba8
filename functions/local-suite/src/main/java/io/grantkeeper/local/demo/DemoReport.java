package io.grantkeeper.local.demo;

import io.grantkeeper.detection.Agent;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.local.doubles.MailOutbox;
import io.grantkeeper.local.report.Coverage;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * All that the demo ends with, for machines.
 *
 * @param asOf the simulated time
 * @param agents the identities by product: one product at several providers is one agent
 * @param day what happened in the company between the two sweeps, and whether it was noticed
 * @param slack alerts as Slack got them
 * @param mail alerts as the mail server got them
 * @param deadLetters why messages could not be handled; empty when all went well
 */
public record DemoReport(
        Instant asOf,
        List<IdentitySummary> identities,
        List<Agent> agents,
        List<Finding> findings,
        List<Noticed> day,
        List<JsonNode> slack,
        List<MailOutbox.Received> mail,
        List<Coverage> coverage,
        List<String> deadLetters) {
    public DemoReport {
        identities = List.copyOf(identities);
        agents = List.copyOf(agents);
        findings = List.copyOf(findings);
        day = List.copyOf(day);
        slack = List.copyOf(slack);
        mail = List.copyOf(mail);
        coverage = List.copyOf(coverage);
        deadLetters = List.copyOf(deadLetters);
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

package io.grantkeeper.behavior.incident;

import io.grantkeeper.behavior.SignalAnswer;
import io.grantkeeper.behavior.store.ProfileStore;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.FindingStore;
import java.time.Instant;
import java.util.Optional;

/**
 * Closes incidents with a person's verdict. For 90 days, the verdict changes the severity of signals of the same types
 * about the same identities, as {@link SignalAnswer} describes. It is recorded in the ledger before anything else
 * changes.
 */
public final class CloseIncident {
    private final IncidentCorrelator incidents;
    private final AnswerFeedback feedback;
    private final FindingStore findings;

    public CloseIncident(IncidentCorrelator incidents, ProfileStore profiles, FindingStore findings) {
        this.incidents = incidents;
        this.feedback = new AnswerFeedback(incidents, profiles);
        this.findings = findings;
    }

    /**
     * Closes an incident. If an earlier attempt with the same verdict and reason was interrupted, closing it again
     * completes that attempt.
     *
     * @return the incident; empty if there is no incident with this id
     * @throws IllegalStateException if the incident was closed in another way; the message says by whom
     */
    public Optional<Incident> close(TenantId tenant, String id, Incident.Closure closure) {
        Optional<Incident> closed = incidents.close(tenant, id, closure);
        closed.ifPresent(incident -> {
            Instant at = incident.closure().map(Incident.Closure::at).orElse(closure.at());
            for (IncidentEntry entry : incident.timeline()) {
                if (entry.severity().atLeast(Severity.MEDIUM)) {
                    feedback.learn(tenant, entry, closure.verdict().isExpected(), at);
                }
                if (entry.profile().isPresent()) {
                    entry.finding().ifPresent(key -> findings.close(tenant, entry.identity(), key, at));
                }
            }
        });
        return closed;
    }
}

package io.grantkeeper.identity.alert;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.finding.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A withheld alert to one person about one identity. The findings themselves stay open and are not assigned to a
 * delivery. If the stored alert is lost, its findings are therefore considered again with the identity's next alert.
 *
 * @param recipient the person's email address
 * @param recipientName the person's name
 * @param identityName the identity's display name
 * @param product the catalog's id of the identity's product, if recognized
 * @param findings the keys of the findings, sorted
 * @param severity the highest severity of the findings
 * @param since when the alert was first withheld
 * @param until when the reason ends; empty if only a person can end it
 */
public record WithheldAlert(
        IdentityId identity,
        String recipient,
        String recipientName,
        String identityName,
        Optional<String> product,
        List<String> findings,
        Severity severity,
        WithheldReason reason,
        Instant since,
        Optional<Instant> until) {
    public WithheldAlert {
        findings = List.copyOf(findings);
    }

    /**
     * Returns the key. Each recipient and identity has one key for an alert that is about to be sent and another for an
     * alert that is withheld for longer, so that neither alert replaces the other.
     */
    public String key() {
        return keyOf(recipient, identity, reason == WithheldReason.GATHERED);
    }

    /**
     * Returns the key of the alert to a person about an identity.
     *
     * @param gathered whether the alert is about to be sent rather than withheld for longer
     */
    public static String keyOf(String recipient, IdentityId identity, boolean gathered) {
        return recipient + "/" + identity + (gathered ? "/gathered" : "");
    }

    /** Returns a copy of this alert with an earlier time at which it was first withheld. */
    public WithheldAlert since(Instant earlier) {
        return new WithheldAlert(
                identity, recipient, recipientName, identityName, product, findings, severity, reason, earlier, until);
    }
}

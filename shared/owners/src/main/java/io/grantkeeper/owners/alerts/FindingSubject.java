package io.grantkeeper.owners.alerts;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.IdentitySummary;

/** What a finding is about, for its recipient. Findings about the same subject are in one message. */
sealed interface FindingSubject {
    /** A person who left or is about to, with everything that they owned or granted. */
    record Leaver(PersonId person) implements FindingSubject {}

    /** A product, with all its identities. */
    record OfProduct(String product) implements FindingSubject {}

    record OneIdentity(IdentityId identity) implements FindingSubject {}

    static FindingSubject of(Finding finding, IdentitySummary identity) {
        boolean leaver = finding.type() == FindingType.OWNER_LEFT || finding.type() == FindingType.OWNER_LEAVING;
        if (leaver && !finding.affected().isEmpty()) {
            return new Leaver(finding.affected().getFirst());
        }
        return identity.product().<FindingSubject>map(OfProduct::new).orElseGet(() -> new OneIdentity(identity.id()));
    }
}

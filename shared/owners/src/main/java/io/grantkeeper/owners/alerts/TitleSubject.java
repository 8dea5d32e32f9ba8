package io.grantkeeper.owners.alerts;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.IdentitySummary;

/**
 * The subject that a message's title can name: the person or product that all of its findings have in common. Lists
 * group findings more finely, because each line requires one type of decision ({@link
 * io.grantkeeper.identity.finding.FindingGroup}).
 */
sealed interface TitleSubject {
    /** A person who left or is about to, with everything that they owned or granted. */
    record Leaver(PersonId person) implements TitleSubject {}

    /** A product, with all its identities. */
    record OfProduct(String product) implements TitleSubject {}

    record OneIdentity(IdentityId identity) implements TitleSubject {}

    static TitleSubject of(Finding finding, IdentitySummary identity) {
        boolean leaver = finding.type() == FindingType.OWNER_LEFT || finding.type() == FindingType.OWNER_LEAVING;
        if (leaver && !finding.affected().isEmpty()) {
            return new Leaver(finding.affected().getFirst());
        }
        return identity.product().<TitleSubject>map(OfProduct::new).orElseGet(() -> new OneIdentity(identity.id()));
    }
}

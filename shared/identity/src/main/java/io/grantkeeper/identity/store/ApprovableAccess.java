package io.grantkeeper.identity.store;

import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.CredentialType;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.approval.ApprovedGrant;
import io.grantkeeper.identity.approval.ApprovedScope;
import io.grantkeeper.identity.finding.IdentitySummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The access of an identity that an approval of record can cover. Only access that can be used counts: a requested or
 * suspended grant is neither approved along with the others nor reported as drift.
 */
public final class ApprovableAccess {
    private ApprovableAccess() {}

    /** Returns the current access of an identity as a scope. */
    public static ApprovedScope scopeOf(IdentityRecord identityRecord) {
        NonHumanIdentity identity = identityRecord.identity().content();
        List<ApprovedGrant> grants = new ArrayList<>();
        boolean anyone = false;
        for (Grant grant : grants(identityRecord)) {
            boolean wholeTenant = grant.subject() instanceof GrantSubject.WholeTenant;
            anyone |= wholeTenant;
            grants.add(new ApprovedGrant(
                    identity.provider(), grant.permissionKind(), wholeTenant, grant.reach(), grant.scopes()));
        }
        SortedSet<CredentialType> credentials = new TreeSet<>();
        credentials(identityRecord).forEach(credential -> credentials.add(credential.type()));
        Optional<IdentitySummary> summary = identityRecord.summary();
        return new ApprovedScope(
                grants,
                summary.map(IdentitySummary::reaches).orElse(List.of()),
                anyone,
                people(identityRecord),
                credentials,
                new TreeSet<>(summary.flatMap(IdentitySummary::owner).stream().toList()),
                new TreeSet<>(identity.publisher().toOptional().stream().toList()));
    }

    /** Returns the grants that can be used. */
    public static List<Grant> grants(IdentityRecord identityRecord) {
        return identityRecord.grants().stream()
                .filter(StoredRecord::isLive)
                .map(StoredRecord::content)
                .filter(grant -> isUsable(grant.standing()))
                .toList();
    }

    /** Returns the credentials that can be used. */
    public static List<Credential> credentials(IdentityRecord identityRecord) {
        return identityRecord.credentials().stream()
                .filter(StoredRecord::isLive)
                .map(StoredRecord::content)
                .filter(credential -> isUsable(credential.standing()))
                .toList();
    }

    /** Returns the people who gave the identity usable access to their own data. */
    public static SortedSet<PersonId> people(IdentityRecord identityRecord) {
        SortedSet<PersonId> people = new TreeSet<>();
        for (Grant grant : grants(identityRecord)) {
            if (grant.subject() instanceof GrantSubject.OnePerson(PersonId person)) {
                people.add(person);
            }
        }
        return people;
    }

    private static boolean isUsable(ProviderStatus status) {
        return switch (status) {
            case ACTIVE, UNKNOWN -> true;
            case REQUESTED, SUSPENDED -> false;
        };
    }
}

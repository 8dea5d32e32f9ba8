package io.grantkeeper.detection;

import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.EmploymentStatus;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.ResourceReach;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.StoredRecord;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Sample identities, grants and people for the tests in this package. */
final class DetectionSamples {
    static final Instant MONDAY = Instant.parse("2026-11-23T09:00:00Z");
    static final Instant TUESDAY = Instant.parse("2026-11-24T09:00:00Z");
    static final ConnectionId GOOGLE = new ConnectionId("google-acme");
    static final ConnectionId GITHUB = new ConnectionId("github-acme");
    static final PersonId DANA = new PersonId(GOOGLE, "1001");
    static final String MAIL = "https://mail.google.com/";
    static final String MAIL_READ = "https://www.googleapis.com/auth/gmail.readonly";
    static final String CALENDAR_READ = "https://www.googleapis.com/auth/calendar.readonly";

    static final NonHumanIdentity OTTER = google("otter", "Otter.ai");
    static final NonHumanIdentity PAYROLL = google("payroll", "Acme Payroll");
    static final NonHumanIdentity DEPLOYER = NonHumanIdentity.of(
                    new IdentityId(GITHUB, IdentityKind.OAUTH_CLIENT, "Iv1.deployer"),
                    new ProviderId("github"),
                    "github-app",
                    "Deployer")
            .withStanding(ProviderStatus.ACTIVE);

    private DetectionSamples() {}

    static NonHumanIdentity google(String clientId, String name) {
        return NonHumanIdentity.of(
                        new IdentityId(GOOGLE, IdentityKind.OAUTH_CLIENT, clientId),
                        new ProviderId("google"),
                        "oauth-client",
                        name)
                .withAliases(Set.of(new Alias("oauth-client-id", clientId)))
                .withStanding(ProviderStatus.ACTIVE);
    }

    static Grant danas(String... scopes) {
        return Grant.of("user/1001", GrantSubject.person(DANA), "google", PermissionKind.DELEGATED, List.of(scopes))
                .withStanding(ProviderStatus.ACTIVE)
                .withGranted(KnownOrUnknown.known(DANA), Timestamp.unknown());
    }

    static Grant installation(ResourceReach reach, String... permissions) {
        return Grant.of(
                        "installation/100",
                        GrantSubject.tenant(),
                        "github",
                        PermissionKind.APP_PERMISSION,
                        List.of(permissions))
                .withStanding(ProviderStatus.ACTIVE)
                .withReach(reach);
    }

    static <T> StoredRecord<T> seen(T content, Instant at) {
        return new StoredRecord<>(content, at, at, Optional.empty(), false);
    }

    static <T> StoredRecord<T> baseline(T content) {
        return new StoredRecord<>(content, MONDAY, MONDAY, Optional.empty(), true);
    }

    static <T> StoredRecord<T> removed(T content, Instant at) {
        return new StoredRecord<>(content, MONDAY, MONDAY, Optional.of(at), false);
    }

    static Person person(PersonId id, String name, EmploymentStatus employment) {
        return Person.of(id, name, KnownOrUnknown.known(name.toLowerCase(Locale.ROOT) + "@acme.test"), employment);
    }

    static IdentityRecord identityRecord(NonHumanIdentity identity, List<StoredRecord<Grant>> grants) {
        return new IdentityRecord(
                seen(identity, MONDAY), grants, List.of(), List.of(), List.of(), Optional.empty(), List.of());
    }

    static IdentityRecord identityRecord(NonHumanIdentity identity) {
        return identityRecord(identity, List.of());
    }

    static IdentityRecord identityRecord(NonHumanIdentity identity, StoredRecord<Grant> grant) {
        return identityRecord(identity, List.of(grant));
    }
}

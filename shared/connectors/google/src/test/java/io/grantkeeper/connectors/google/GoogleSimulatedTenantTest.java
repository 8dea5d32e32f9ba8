package io.grantkeeper.connectors.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.InsufficientScope;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.revoke.RevocationPlan;
import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.connector.revoke.Revoker;
import io.grantkeeper.connector.testkit.StreamSweep;
import io.grantkeeper.identity.AccessEventType;
import io.grantkeeper.identity.AccessObservation.CredentialObserved;
import io.grantkeeper.identity.AccessObservation.EventObserved;
import io.grantkeeper.identity.AccessObservation.GrantObserved;
import io.grantkeeper.identity.AccessObservation.IdentityObserved;
import io.grantkeeper.identity.AccessObservation.PersonObserved;
import io.grantkeeper.identity.AccessObservation.UsageObserved;
import io.grantkeeper.identity.EmploymentStatus;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.work.Partition;
import io.grantkeeper.simulator.SimulatorOptions;
import io.grantkeeper.simulator.company.CompanyPerson;
import io.grantkeeper.simulator.company.GoogleAccountStatus;
import io.grantkeeper.simulator.company.GoogleApp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class GoogleSimulatedTenantTest {
    private final GoogleTestTenant tenant = new GoogleTestTenant();

    @AfterEach
    void stop() {
        tenant.close();
    }

    private StreamSweep sweep(AccessStream stream) throws ConnectorException {
        return StreamSweep.of(stream, tenant.session());
    }

    @Nested
    class Listings {
        @Test
        void readsEveryUserAndTreatsDeletedUsersAsLeavers() throws ConnectorException {
            Map<String, PersonObserved> read =
                    sweep(tenant.stream(GoogleUsersStream.ID)).of(PersonObserved.class).stream()
                            .collect(Collectors.toMap(each -> each.person().id().externalId(), each -> each));

            assertThat(read.keySet())
                    .containsExactlyInAnyOrderElementsOf(tenant.company().people().all().stream()
                            .map(CompanyPerson::id)
                            .toList());
            for (CompanyPerson person : tenant.company().people().all()) {
                assertThat(read.get(person.id()).person().employment())
                        .isEqualTo(
                                switch (person.status()) {
                                    case ACTIVE -> EmploymentStatus.ACTIVE;
                                    case SUSPENDED -> EmploymentStatus.SUSPENDED;
                                    case ARCHIVED, DELETED -> EmploymentStatus.LEFT;
                                });
            }
        }

        @Test
        void linksPeopleToAccountsOfTheirManagers() throws ConnectorException {
            for (PersonObserved each :
                    sweep(tenant.stream(GoogleUsersStream.ID)).of(PersonObserved.class)) {
                CompanyPerson person = tenant.company()
                        .people()
                        .find(each.person().id().externalId())
                        .orElseThrow();
                if (person.status() != GoogleAccountStatus.DELETED) {
                    Optional<String> manager = person.managerEmail()
                            .flatMap(email -> tenant.company().people().find(email))
                            .map(CompanyPerson::id);
                    assertThat(each.person().manager().toOptional().map(PersonId::externalId))
                            .isEqualTo(manager);
                }
            }
        }

        @Test
        void readsEveryConsentOfActivePeopleExactlyOnce() throws ConnectorException {
            List<GrantObserved> read =
                    sweep(tenant.stream(GoogleTokensStream.ID)).of(GrantObserved.class);

            Set<String> active = new HashSet<>();
            for (CompanyPerson person : tenant.company().people().active()) {
                tenant.company()
                        .google()
                        .grantsOf(person.id())
                        .forEach(grant ->
                                active.add(person.id() + " " + grant.app().clientId()));
            }
            List<String> readActive = read.stream()
                    .filter(each -> each.grant().standing() == ProviderStatus.ACTIVE)
                    .map(each -> person(each.grant()) + " " + each.holder().id().externalId())
                    .toList();
            assertThat(readActive).containsExactlyInAnyOrderElementsOf(active);
            assertThat(read).extracting(GrantObserved::key).doesNotHaveDuplicates();
        }

        @Test
        void readsNoGrantsOfInactivePeople() throws ConnectorException {
            sweep(tenant.stream(GoogleTokensStream.ID));

            assertThat(tenant.simulator.calls().all()).anySatisfy(call -> {
                assertThat(call.path()).endsWith("/tokens");
                assertThat(call.status()).isIn(400, 404);
            });
        }

        @Test
        void readsSameClientIdentityForEveryConsentingPerson() throws ConnectorException {
            Map<String, Set<NonHumanIdentity>> holders =
                    sweep(tenant.stream(GoogleTokensStream.ID)).of(GrantObserved.class).stream()
                            .collect(Collectors.groupingBy(
                                    each -> each.holder().id().externalId(),
                                    Collectors.mapping(GrantObserved::holder, Collectors.toSet())));

            assertThat(holders.values()).allSatisfy(same -> assertThat(same).hasSize(1));
        }

        @Test
        void assignsAppPasswordsToTheirCreator() throws ConnectorException {
            List<CredentialObserved> read =
                    sweep(tenant.stream(GoogleAppPasswordsStream.ID)).of(CredentialObserved.class);

            assertThat(read).isNotEmpty().allSatisfy(each -> {
                assertThat(each.holder().form()).isEqualTo("app-password");
                assertThat(each.holder().ownerClues()).hasSize(1);
                assertThat(each.credential().created().isKnown()).isTrue();
                assertThat(each.credential().lastUsed().isKnown()).isTrue();
            });
        }

        @Test
        void readsServiceAccountsAndTheirKeysInConfiguredProjects() throws ConnectorException {
            String projects = tenant.company().google().serviceAccounts().all().stream()
                    .map(account -> account.projectId())
                    .distinct()
                    .collect(Collectors.joining(", "));
            StreamSweep read = StreamSweep.of(
                    tenant.stream(GoogleServiceAccountsStream.ID),
                    tenant.session(Map.of(GoogleSettings.PROJECTS, projects)));

            assertThat(read.of(IdentityObserved.class))
                    .hasSize(tenant.company().google().serviceAccounts().all().size());
            assertThat(read.of(CredentialObserved.class)).isNotEmpty();
        }

        @Test
        void readsNoServiceAccountsWithoutProjects() throws ConnectorException {
            assertThat(tenant.stream(GoogleServiceAccountsStream.ID).partitions(tenant.session(), Set.of()))
                    .isEmpty();
        }
    }

    @Nested
    class Segments {
        private final GoogleApp app = new GoogleApp("77.apps.googleusercontent.com", "Notes", false, false);

        @Test
        void rereadsOnlyPersonWhoseConsentIsLogged() throws ConnectorException {
            ProviderSession session = tenant.session();
            CompanyPerson person = tenant.company().people().active().getFirst();
            tenant.company()
                    .onGoogle()
                    .consent(
                            person,
                            app,
                            List.of("openid"),
                            tenant.simulator.clock().instant());
            tenant.simulator.clock().advance(Duration.ofHours(7));

            StreamSweep log = StreamSweep.of(
                    tenant.stream(GoogleTokenActivityStream.ID),
                    session,
                    Optional.of(session.clock().instant().minus(Duration.ofHours(8))));
            Partition reread = GoogleUserPartitions.singleUser(GoogleTokensStream.ID, person.id());
            assertThat(log.rereads()).contains(reread);

            AccessStream tokens = tenant.stream(GoogleTokensStream.ID);
            List<GrantObserved> read = StreamSweep.of(tokens, session, reread).of(GrantObserved.class);
            assertThat(read)
                    .hasSize(tenant.company().google().grantsOf(person.id()).size());
            assertThat(read)
                    .allSatisfy(each -> assertThat(tokens.segmentOf(each)).isEqualTo(person.id()));
        }

        @Test
        void rereadsSinglePersonByAddress() throws ConnectorException {
            CompanyPerson person = tenant.company().people().active().getFirst();
            tenant.company().people().setStatus(person.id(), GoogleAccountStatus.DELETED);

            AccessStream users = tenant.stream(GoogleUsersStream.ID);
            StreamSweep read = StreamSweep.of(users, tenant.session(), GoogleUsersStream.singlePerson(person.email()));

            assertThat(read.of(PersonObserved.class)).singleElement().satisfies(each -> {
                assertThat(each.person().employment()).isEqualTo(EmploymentStatus.LEFT);
                assertThat(users.segmentOf(each)).isEqualTo(person.id());
            });
        }
    }

    @Nested
    class Logs {
        @Test
        void readsConsentsAndUsageFromTokenLog() throws ConnectorException {
            CompanyPerson person = tenant.company().people().active().getFirst();
            GoogleApp app = new GoogleApp("99.apps.googleusercontent.com", "Notes", false, false);
            Instant now = tenant.simulator.clock().instant();
            tenant.company().onGoogle().consent(person, app, List.of("openid", "email"), now);
            tenant.company().onGoogle().use(person, app, "gmail", "gmail.users.messages.list", 10, now);
            tenant.simulator.clock().advance(Duration.ofHours(7));

            StreamSweep log = sweep(tenant.stream(GoogleTokenActivityStream.ID));

            IdentityId client = GoogleTokensStream.client(GoogleTestTenant.CONNECTION, app.clientId());
            assertThat(log.of(EventObserved.class)).anySatisfy(each -> {
                assertThat(each.event().type()).isEqualTo(AccessEventType.GRANT_GIVEN);
                assertThat(each.event().about()).isEqualTo(KnownOrUnknown.known(client));
                assertThat(each.event().details()).containsEntry("scopes", "email openid");
            });
            assertThat(log.of(UsageObserved.class)).anySatisfy(each -> {
                assertThat(each.usage().identity()).isEqualTo(client);
                assertThat(each.usage().onBehalfOf())
                        .isEqualTo(KnownOrUnknown.known(new PersonId(GoogleTestTenant.CONNECTION, person.id())));
                assertThat(each.usage().calls()).containsExactly("gmail.users.messages.list");
            });
        }

        @Test
        void readsDelegationAndTrustChangesFromAdminLog() throws ConnectorException {
            CompanyPerson administrator = tenant.company()
                    .people()
                    .find(tenant.simulator.credentials().googleAdministrator())
                    .orElseThrow();
            GoogleApp app = new GoogleApp("88.apps.googleusercontent.com", "Mailer", false, false);
            tenant.company()
                    .onGoogle()
                    .grantDelegation(
                            administrator,
                            "1234",
                            List.of("a", "b"),
                            tenant.simulator.clock().instant());
            tenant.company()
                    .onGoogle()
                    .setTrust(administrator, app, true, tenant.simulator.clock().instant());
            tenant.simulator.clock().advance(Duration.ofHours(7));

            List<EventObserved> events =
                    sweep(tenant.stream(GoogleAdminActivityStream.ID)).of(EventObserved.class);

            assertThat(events).anySatisfy(each -> {
                assertThat(each.event().type()).isEqualTo(AccessEventType.DELEGATION_GIVEN);
                assertThat(each.event().about().toOptional())
                        .contains(GoogleTokensStream.client(GoogleTestTenant.CONNECTION, "1234"));
                assertThat(each.event().details()).containsEntry("scopes", "a b");
            });
            assertThat(events).anySatisfy(each -> {
                assertThat(each.event().type()).isEqualTo(AccessEventType.TRUST_CHANGED);
                assertThat(each.event().about().toOptional())
                        .contains(GoogleTokensStream.client(GoogleTestTenant.CONNECTION, app.clientId()));
            });
        }

        @Test
        void findsLateRowsInOverlapOfLogWindows() throws ConnectorException {
            ProviderSession session = tenant.session();
            AccessStream stream = tenant.stream(GoogleTokenActivityStream.ID);
            CompanyPerson person = tenant.company().people().active().getFirst();
            Set<String> found = new HashSet<>();
            var watermark = session.clock().instant();
            for (int hour = 0; hour < 14; hour++) {
                if (hour < 6) {
                    GoogleApp app = new GoogleApp("late-" + hour, "Late " + hour, false, false);
                    tenant.company()
                            .onGoogle()
                            .consent(
                                    person,
                                    app,
                                    List.of("openid"),
                                    session.clock().instant());
                }
                tenant.simulator.clock().advance(Duration.ofHours(1));
                StreamSweep.of(stream, session, Optional.of(watermark.minus(stream.overlap())))
                        .of(EventObserved.class)
                        .stream()
                        .map(each ->
                                each.event().about().toOptional().orElseThrow().externalId())
                        .filter(client -> client.startsWith("late-"))
                        .forEach(found::add);
                watermark = session.clock().instant();
            }
            assertThat(found).containsExactlyInAnyOrder("late-0", "late-1", "late-2", "late-3", "late-4", "late-5");
        }

        @Test
        void ignoresOrdinarySignIns() throws ConnectorException {
            tenant.company()
                    .onGoogle()
                    .login(
                            tenant.company().people().active().getFirst(),
                            tenant.simulator.clock().instant());
            tenant.simulator.clock().advance(Duration.ofHours(7));

            assertThat(sweep(tenant.stream(GoogleLoginActivityStream.ID)).observations())
                    .isEmpty();
        }
    }

    @Nested
    class Revoking {
        private final Revoker revoker = tenant.connector.revoker().orElseThrow();

        @Test
        void revokesConsentIdempotently() throws ConnectorException {
            GrantObserved target = sweep(tenant.stream(GoogleTokensStream.ID)).of(GrantObserved.class).stream()
                    .filter(each -> each.grant().standing() == ProviderStatus.ACTIVE)
                    .findFirst()
                    .orElseThrow();
            CompanyPerson person =
                    tenant.company().people().find(person(target.grant())).orElseThrow();
            RevocationTarget revocation = new RevocationTarget.GrantTarget(target.holder(), target.grant());

            RevocationPlan plan = revoker.plan(tenant.session(), revocation);
            revoker.revoke(tenant.session(), revocation);
            revoker.revoke(tenant.session(), revocation);

            assertThat(plan)
                    .isInstanceOfSatisfying(
                            RevocationPlan.Automatic.class,
                            possible -> assertThat(possible.consequences().getFirst())
                                    .isEqualTo(
                                            "Withdraws the consent of %s to %s. %s will no longer be able to access this person's Google data."
                                                    .formatted(
                                                            person.fullName(),
                                                            target.holder()
                                                                    .displayName()
                                                                    .text(),
                                                            target.holder()
                                                                    .displayName()
                                                                    .text())));
            assertThat(tenant.company()
                            .google()
                            .grant(person.id(), target.holder().id().externalId()))
                    .isEmpty();
        }

        @Test
        void deletesAppPasswordIdempotently() throws ConnectorException {
            CredentialObserved target =
                    sweep(tenant.stream(GoogleAppPasswordsStream.ID)).of(CredentialObserved.class).stream()
                            .filter(each -> each.credential().standing() == ProviderStatus.ACTIVE)
                            .findFirst()
                            .orElseThrow();
            RevocationTarget revocation = new RevocationTarget.CredentialTarget(target.holder(), target.credential());

            revoker.revoke(tenant.session(), revocation);
            revoker.revoke(tenant.session(), revocation);

            assertThat(sweep(tenant.stream(GoogleAppPasswordsStream.ID)).observations())
                    .extracting(each -> each.key())
                    .doesNotContain(target.key());
        }
    }

    @Nested
    class MissingScopes {
        @Test
        void reportsUndelegatedScopeAndReadsOtherStreams() throws ConnectorException {
            try (GoogleTestTenant narrow = new GoogleTestTenant(SimulatorOptions.defaults()
                    .withDelegatedScopes(Set.of(GoogleScopes.USERS, GoogleScopes.REPORTS)))) {
                StreamSweep.of(narrow.stream(GoogleUsersStream.ID), narrow.session());
                ConnectorException refused = catchThrowableOfType(
                        ConnectorException.class,
                        () -> StreamSweep.of(narrow.stream(GoogleTokensStream.ID), narrow.session()));

                assertThat(refused.problem())
                        .isInstanceOfSatisfying(
                                InsufficientScope.class,
                                problem -> assertThat(problem.missing()).containsExactly(GoogleScopes.SECURITY));
                assertThat(refused).hasMessageContaining("Domain-wide delegation");
                StreamSweep.of(narrow.stream(GoogleAdminActivityStream.ID), narrow.session());
            }
        }
    }

    private static String person(Grant grant) {
        return switch (grant.subject()) {
            case GrantSubject.OnePerson(PersonId person) -> person.externalId();
            case GrantSubject.WholeTenant _ -> "";
        };
    }
}

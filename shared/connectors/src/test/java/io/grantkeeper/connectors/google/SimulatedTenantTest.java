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
import io.grantkeeper.identity.AccessEventType;
import io.grantkeeper.identity.Employment;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Observation.CredentialObserved;
import io.grantkeeper.identity.Observation.EventObserved;
import io.grantkeeper.identity.Observation.GrantObserved;
import io.grantkeeper.identity.Observation.IdentityObserved;
import io.grantkeeper.identity.Observation.PersonObserved;
import io.grantkeeper.identity.Observation.UsageObserved;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.Standing;
import io.grantkeeper.identity.work.Partition;
import io.grantkeeper.simulator.SimulatorOptions;
import io.grantkeeper.simulator.company.GoogleApp;
import io.grantkeeper.simulator.company.Person;
import io.grantkeeper.simulator.company.PersonStatus;
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

class SimulatedTenantTest {
    private final Tenant tenant = new Tenant();

    @AfterEach
    void stop() {
        tenant.close();
    }

    private Sweep sweep(AccessStream stream) throws ConnectorException {
        return Sweep.of(stream, tenant.session());
    }

    @Nested
    class Listings {
        @Test
        void everyUserIsRead_deletedOnesAsPeopleWhoLeft() throws ConnectorException {
            Map<String, PersonObserved> read = sweep(tenant.stream(UsersStream.ID)).of(PersonObserved.class).stream()
                    .collect(Collectors.toMap(each -> each.person().id().externalId(), each -> each));

            assertThat(read.keySet())
                    .containsExactlyInAnyOrderElementsOf(tenant.company().people().all().stream()
                            .map(Person::id)
                            .toList());
            for (Person person : tenant.company().people().all()) {
                assertThat(read.get(person.id()).person().employment())
                        .isEqualTo(
                                switch (person.status()) {
                                    case ACTIVE -> Employment.ACTIVE;
                                    case SUSPENDED -> Employment.SUSPENDED;
                                    case ARCHIVED, DELETED -> Employment.LEFT;
                                });
            }
        }

        @Test
        void managersAreLinkedToTheirAccounts() throws ConnectorException {
            for (PersonObserved each : sweep(tenant.stream(UsersStream.ID)).of(PersonObserved.class)) {
                Person person = tenant.company()
                        .people()
                        .find(each.person().id().externalId())
                        .orElseThrow();
                if (person.status() != PersonStatus.DELETED) {
                    Optional<String> manager = person.managerEmail()
                            .flatMap(email -> tenant.company().people().find(email))
                            .map(Person::id);
                    assertThat(each.person().manager().toOptional().map(PersonId::externalId))
                            .isEqualTo(manager);
                }
            }
        }

        @Test
        void everyConsentOfActivePeopleIsRead_andNothingTwice() throws ConnectorException {
            List<GrantObserved> read = sweep(tenant.stream(TokensStream.ID)).of(GrantObserved.class);

            Set<String> active = new HashSet<>();
            for (Person person : tenant.company().people().active()) {
                tenant.company()
                        .google()
                        .grantsOf(person.id())
                        .forEach(grant ->
                                active.add(person.id() + " " + grant.app().clientId()));
            }
            List<String> readActive = read.stream()
                    .filter(each -> each.grant().standing() == Standing.ACTIVE)
                    .map(each -> person(each.grant()) + " " + each.holder().id().externalId())
                    .toList();
            assertThat(readActive).containsExactlyInAnyOrderElementsOf(active);
            assertThat(read).extracting(GrantObserved::key).doesNotHaveDuplicates();
        }

        @Test
        void peopleWhomGoogleDoesNotAnswerForHoldNothing() throws ConnectorException {
            sweep(tenant.stream(TokensStream.ID));

            assertThat(tenant.simulator.calls().all()).anySatisfy(call -> {
                assertThat(call.path()).endsWith("/tokens");
                assertThat(call.status()).isIn(400, 404);
            });
        }

        @Test
        void oneClientLooksTheSameFromEveryPersonsRow() throws ConnectorException {
            Map<String, Set<NonHumanIdentity>> holders =
                    sweep(tenant.stream(TokensStream.ID)).of(GrantObserved.class).stream()
                            .collect(Collectors.groupingBy(
                                    each -> each.holder().id().externalId(),
                                    Collectors.mapping(GrantObserved::holder, Collectors.toSet())));

            assertThat(holders.values()).allSatisfy(same -> assertThat(same).hasSize(1));
        }

        @Test
        void appPasswordsBelongToThePersonWhoMadeThem() throws ConnectorException {
            List<CredentialObserved> read =
                    sweep(tenant.stream(AppPasswordsStream.ID)).of(CredentialObserved.class);

            assertThat(read).isNotEmpty().allSatisfy(each -> {
                assertThat(each.holder().form()).isEqualTo("app-password");
                assertThat(each.holder().ownerClues()).hasSize(1);
                assertThat(each.credential().created().isKnown()).isTrue();
                assertThat(each.credential().lastUsed().isKnown()).isTrue();
            });
        }

        @Test
        void serviceAccountsOfNamedProjectsAreReadWithTheirKeys() throws ConnectorException {
            String projects = tenant.company().google().serviceAccounts().all().stream()
                    .map(account -> account.projectId())
                    .distinct()
                    .collect(Collectors.joining(", "));
            Sweep read = Sweep.of(
                    tenant.stream(ServiceAccountsStream.ID), tenant.session(Map.of(GoogleSettings.PROJECTS, projects)));

            assertThat(read.of(IdentityObserved.class))
                    .hasSize(tenant.company().google().serviceAccounts().all().size());
            assertThat(read.of(CredentialObserved.class)).isNotEmpty();
        }

        @Test
        void withoutProjectsThereIsNothingToReadOfServiceAccounts() throws ConnectorException {
            assertThat(tenant.stream(ServiceAccountsStream.ID).partitions(tenant.session(), Set.of()))
                    .isEmpty();
        }
    }

    @Nested
    class Segments {
        private final GoogleApp app = new GoogleApp("77.apps.googleusercontent.com", "Notes", false, false);

        @Test
        void aConsentInTheLogLeadsToExactlyThatPersonsSegment() throws ConnectorException {
            ProviderSession session = tenant.session();
            Person person = tenant.company().people().active().getFirst();
            tenant.company()
                    .onGoogle()
                    .consent(
                            person,
                            app,
                            List.of("openid"),
                            tenant.simulator.clock().instant());
            tenant.simulator.clock().advance(Duration.ofHours(7));

            Sweep log = Sweep.of(
                    tenant.stream(TokenActivityStream.ID),
                    session,
                    Optional.of(session.clock().instant().minus(Duration.ofHours(8))));
            Partition reread = UserBuckets.onlyUser(TokensStream.ID, person.id());
            assertThat(log.rereads()).contains(reread);

            AccessStream tokens = tenant.stream(TokensStream.ID);
            List<GrantObserved> read = Sweep.of(tokens, session, reread).of(GrantObserved.class);
            assertThat(read)
                    .hasSize(tenant.company().google().grantsOf(person.id()).size());
            assertThat(read)
                    .allSatisfy(each -> assertThat(tokens.segmentOf(each)).isEqualTo(person.id()));
        }

        @Test
        void onePersonIsReadAgainByAddress() throws ConnectorException {
            Person person = tenant.company().people().active().getFirst();
            tenant.company().people().setStatus(person.id(), PersonStatus.DELETED);

            AccessStream users = tenant.stream(UsersStream.ID);
            Sweep read = Sweep.of(users, tenant.session(), UsersStream.onePerson(person.email()));

            assertThat(read.of(PersonObserved.class)).singleElement().satisfies(each -> {
                assertThat(each.person().employment()).isEqualTo(Employment.LEFT);
                assertThat(users.segmentOf(each)).isEqualTo(person.email());
            });
        }
    }

    @Nested
    class Logs {
        @Test
        void theTokenLogYieldsConsentsAndUse() throws ConnectorException {
            Person person = tenant.company().people().active().getFirst();
            GoogleApp app = new GoogleApp("99.apps.googleusercontent.com", "Notes", false, false);
            Instant now = tenant.simulator.clock().instant();
            tenant.company().onGoogle().consent(person, app, List.of("openid", "email"), now);
            tenant.company().onGoogle().use(person, app, "gmail", "gmail.users.messages.list", 10, now);
            tenant.simulator.clock().advance(Duration.ofHours(7));

            Sweep log = sweep(tenant.stream(TokenActivityStream.ID));

            IdentityId client = TokensStream.client(Tenant.CONNECTION, app.clientId());
            assertThat(log.of(EventObserved.class)).anySatisfy(each -> {
                assertThat(each.event().type()).isEqualTo(AccessEventType.GRANT_GIVEN);
                assertThat(each.event().about()).isEqualTo(Knowledge.known(client));
                assertThat(each.event().details()).containsEntry("scopes", "email openid");
            });
            assertThat(log.of(UsageObserved.class)).anySatisfy(each -> {
                assertThat(each.usage().identity()).isEqualTo(client);
                assertThat(each.usage().onBehalfOf())
                        .isEqualTo(Knowledge.known(new PersonId(Tenant.CONNECTION, person.id())));
                assertThat(each.usage().calls()).containsExactly("gmail.users.messages.list");
            });
        }

        @Test
        void delegationAndTrustShowUpFromTheAdminLog() throws ConnectorException {
            Person administrator = tenant.company()
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
                    sweep(tenant.stream(AdminActivityStream.ID)).of(EventObserved.class);

            assertThat(events).anySatisfy(each -> {
                assertThat(each.event().type()).isEqualTo(AccessEventType.DELEGATION_GIVEN);
                assertThat(each.event().about().toOptional()).contains(TokensStream.client(Tenant.CONNECTION, "1234"));
                assertThat(each.event().details()).containsEntry("scopes", "a b");
            });
            assertThat(events).anySatisfy(each -> {
                assertThat(each.event().type()).isEqualTo(AccessEventType.TRUST_CHANGED);
                assertThat(each.event().about().toOptional())
                        .contains(TokensStream.client(Tenant.CONNECTION, app.clientId()));
            });
        }

        @Test
        void rowsThatAppearLateAreFoundWithinTheOverlap() throws ConnectorException {
            ProviderSession session = tenant.session();
            AccessStream stream = tenant.stream(TokenActivityStream.ID);
            Person person = tenant.company().people().active().getFirst();
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
                Sweep.of(stream, session, Optional.of(watermark.minus(stream.overlap())))
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
        void ordinarySignInsLeaveNothing() throws ConnectorException {
            tenant.company()
                    .onGoogle()
                    .login(
                            tenant.company().people().active().getFirst(),
                            tenant.simulator.clock().instant());
            tenant.simulator.clock().advance(Duration.ofHours(7));

            assertThat(sweep(tenant.stream(LoginActivityStream.ID)).observations())
                    .isEmpty();
        }
    }

    @Nested
    class Revoking {
        private final Revoker revoker = tenant.connector.revoker().orElseThrow();

        @Test
        void aConsentIsWithdrawnInPlainWords_andASecondTimeIsNoError() throws ConnectorException {
            GrantObserved target = sweep(tenant.stream(TokensStream.ID)).of(GrantObserved.class).stream()
                    .filter(each -> each.grant().standing() == Standing.ACTIVE)
                    .findFirst()
                    .orElseThrow();
            Person person =
                    tenant.company().people().find(person(target.grant())).orElseThrow();
            RevocationTarget revocation = new RevocationTarget.OfGrant(target.holder(), target.grant());

            RevocationPlan plan = revoker.plan(tenant.session(), revocation);
            revoker.revoke(tenant.session(), revocation);
            revoker.revoke(tenant.session(), revocation);

            assertThat(plan)
                    .isInstanceOfSatisfying(
                            RevocationPlan.Possible.class,
                            possible -> assertThat(possible.consequences().getFirst())
                                    .isEqualTo(
                                            "The consent of %s to %s is withdrawn: %s can no longer reach this person's Google data."
                                                    .formatted(
                                                            person.fullName(),
                                                            target.holder().displayName(),
                                                            target.holder().displayName())));
            assertThat(tenant.company()
                            .google()
                            .grant(person.id(), target.holder().id().externalId()))
                    .isEmpty();
        }

        @Test
        void anAppPasswordIsDeleted_andASecondTimeIsNoError() throws ConnectorException {
            CredentialObserved target =
                    sweep(tenant.stream(AppPasswordsStream.ID)).of(CredentialObserved.class).stream()
                            .filter(each -> each.credential().standing() == Standing.ACTIVE)
                            .findFirst()
                            .orElseThrow();
            RevocationTarget revocation = new RevocationTarget.OfCredential(target.holder(), target.credential());

            revoker.revoke(tenant.session(), revocation);
            revoker.revoke(tenant.session(), revocation);

            assertThat(sweep(tenant.stream(AppPasswordsStream.ID)).observations())
                    .extracting(each -> each.key())
                    .doesNotContain(target.key());
        }
    }

    @Nested
    class MissingScopes {
        @Test
        void aScopeThatIsNotDelegatedIsNamed_andTakesDownItsOwnStreamsOnly() throws ConnectorException {
            try (Tenant narrow =
                    new Tenant(SimulatorOptions.usual().withDelegatedScopes(Set.of(Scopes.USERS, Scopes.REPORTS)))) {
                Sweep.of(narrow.stream(UsersStream.ID), narrow.session());
                ConnectorException refused = catchThrowableOfType(
                        ConnectorException.class, () -> Sweep.of(narrow.stream(TokensStream.ID), narrow.session()));

                assertThat(refused.problem())
                        .isInstanceOfSatisfying(
                                InsufficientScope.class,
                                problem -> assertThat(problem.missing()).containsExactly(Scopes.SECURITY));
                assertThat(refused).hasMessageContaining("Domain-wide delegation");
                Sweep.of(narrow.stream(AdminActivityStream.ID), narrow.session());
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

package io.grantkeeper.connectors.okta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.InsufficientScope;
import io.grantkeeper.connector.ConnectorProblem.NotOffered;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.revoke.RevocationPlan;
import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.connector.revoke.Revoker;
import io.grantkeeper.identity.AccessEventType;
import io.grantkeeper.identity.AccessObservation.CredentialObserved;
import io.grantkeeper.identity.AccessObservation.EventObserved;
import io.grantkeeper.identity.AccessObservation.GrantObserved;
import io.grantkeeper.identity.AccessObservation.IdentityObserved;
import io.grantkeeper.identity.AccessObservation.PersonObserved;
import io.grantkeeper.identity.AccessObservation.UsageObserved;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.EmploymentStatus;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.ResourceReach;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import io.grantkeeper.simulator.company.CompanyPerson;
import io.grantkeeper.simulator.okta.OktaObjectTypes.App;
import io.grantkeeper.simulator.okta.OktaObjectTypes.Assignment;
import io.grantkeeper.simulator.okta.OktaOptions;
import io.grantkeeper.simulator.okta.OktaOrganization;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OktaSimulatedTenantTest {
    private OktaTestTenant tenant = new OktaTestTenant();

    @AfterEach
    void stop() {
        tenant.close();
    }

    private OktaTestTenant restartWith(OktaOptions options) {
        tenant.close();
        tenant = new OktaTestTenant(options);
        return tenant;
    }

    private GrantObserved grantOf(String stream, String name) throws ConnectorException {
        return tenant.sweep(stream, GrantObserved.class).stream()
                .filter(each -> each.holder().displayName().text().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Nested
    class Listings {
        @Test
        void readsActivePeopleAndLeaversWithTheirManagers() throws ConnectorException {
            List<PersonObserved> read = tenant.sweep("users", PersonObserved.class);

            assertThat(read).extracting(each -> each.person().employment()).contains(EmploymentStatus.LEFT);
            CompanyPerson lena = tenant.simulator
                    .company()
                    .people()
                    .find("lena.fischer@" + tenant.simulator.company().domain())
                    .orElseThrow();
            CompanyPerson manager = tenant.simulator
                    .company()
                    .people()
                    .find(lena.managerEmail().orElseThrow())
                    .orElseThrow();
            assertThat(read)
                    .filteredOn(each -> each.person().id().externalId().equals(OktaOrganization.userId(lena)))
                    .singleElement()
                    .satisfies(each -> assertThat(each.person()
                                    .manager()
                                    .toOptional()
                                    .orElseThrow()
                                    .externalId())
                            .isEqualTo(OktaOrganization.userId(manager)));
        }

        /** Source: https://help.okta.com/en-us/content/topics/security/administrators-admin-comparison.htm */
        @Test
        void readsAdministratorRolesOfPeopleButOmitsNamesOfLimitedRoles() throws ConnectorException {
            List<PersonObserved> read = tenant.sweep("people-roles", PersonObserved.class);

            assertThat(read)
                    .extracting(each ->
                            each.person().aliases().stream().map(Alias::value).toList())
                    .containsExactlyInAnyOrder(
                            List.of("SUPER_ADMIN"),
                            List.of("READ_ONLY_ADMIN", "delegated-admin"),
                            List.of("delegated-admin"),
                            List.of("HELP_DESK_ADMIN"));
            List<String> people = tenant.sweep("users", PersonObserved.class).stream()
                    .map(each -> each.person().id().toString())
                    .toList();
            assertThat(read).allSatisfy(each -> {
                assertThat(each.person().id().isOfRoles()).isTrue();
                assertThat(people).contains(each.person().id().account().toString());
            });
        }

        @Test
        void derivesReachOfApiTokenFromOwnerRoles() throws ConnectorException {
            Grant superAdministrator = grantOf("api-tokens", "ci-deploy").grant();
            assertThat(superAdministrator.scopes()).containsExactly("role:SUPER_ADMIN");
            assertThat(superAdministrator.reach()).isEqualTo(ResourceReach.ALL);

            assertThat(grantOf("api-tokens", "hr-export").grant().scopes())
                    .containsExactly("role:Group exporter", "role:READ_ONLY_ADMIN");
            Grant none = grantOf("api-tokens", "old-scim-sync").grant();
            assertThat(none.scopes()).isEmpty();
            assertThat(none.reach()).isEqualTo(ResourceReach.NONE);
        }

        @Test
        void infersLastUseOfApiTokenFromExpiryTimeAndTokenWindow() throws ConnectorException {
            assertThat(tenant.sweep("api-tokens", CredentialObserved.class))
                    .satisfiesExactlyInAnyOrder(
                            each -> assertThat(each.credential().lastUsed().isKnown())
                                    .isTrue(),
                            each -> assertThat(each.credential().lastUsed().isKnown())
                                    .isTrue(),
                            each -> {
                                assertThat(each.holder().displayName().text()).isEqualTo("old-scim-sync");
                                assertThat(each.credential().lastUsed().isKnown())
                                        .isFalse();
                            });
        }

        @Test
        void readsScopesOfAppAsOneGrantAndSkipsAppsWithoutOAuth() throws ConnectorException {
            assertThat(tenant.sweep("apps", IdentityObserved.class))
                    .extracting(each -> each.identity().displayName().text())
                    .contains("Terraform", "Otter.ai", "Grantkeeper")
                    .doesNotContain("Salesforce");
            assertThat(grantOf("apps", "Terraform").grant().scopes())
                    .containsExactly("okta.groups.manage", "okta.policies.manage", "okta.users.manage");
        }

        @Test
        void readsAppsUsedToSignInToSystemsThatGrantkeeperReads() throws ConnectorException {
            OktaOrganization organization = tenant.simulator.oktaDouble().organization();
            Instant made = tenant.simulator.clock().instant();
            Map<String, String> targets =
                    new TreeMap<>(Map.of("Chat", "slack:larkfield", "Code", "github:enterprises/larkfield"));
            organization.put(new App("0oaChat", "Chat", "saml:slack", true, made, List.of("larkfield")));
            organization.put(new App(
                    "0oaCode",
                    "Code",
                    "saml:custom",
                    true,
                    made,
                    List.of("https://github.com/enterprises/larkfield/saml/consume")));
            organization.put(new App(
                    "0oaOwn", "Own", "saml:custom", true, made, List.of("https://wiki.larkfield.example/saml")));
            organization.put(new App("0oaOff", "Off", "saml:google", false, made, List.of("larkfield.example")));

            List<NonHumanIdentity> read = tenant.sweep("apps", IdentityObserved.class).stream()
                    .map(IdentityObserved::identity)
                    .filter(app -> app.form().equals("sign-in-app"))
                    .toList();
            targets.put("Off", "google:larkfield.example");
            assertThat(read.stream()
                            .collect(Collectors.toMap(
                                    app -> app.displayName().text(),
                                    app -> app.attributes().get("signs-in-to"))))
                    .isEqualTo(targets);
            assertThat(read)
                    .filteredOn(app -> app.displayName().text().equals("Off"))
                    .extracting(NonHumanIdentity::standing)
                    .containsExactly(ProviderStatus.SUSPENDED);
        }

        /** Source: https://developer.okta.com/docs/api/openapi/okta-management/management/tags/applicationusers */
        @Test
        void readsWhoCanSignInThroughAppsForSystemsThatAreRead() throws ConnectorException {
            OktaOrganization organization = tenant.simulator.oktaDouble().organization();
            Instant made = tenant.simulator.clock().instant();
            organization.put(new App("0oaChat", "Chat", "saml:slack", true, made, List.of("larkfield")));
            organization.put(new App(
                    "0oaOwn", "Own", "saml:custom", true, made, List.of("https://wiki.larkfield.example/saml")));
            List<String> users = tenant.sweep("users", PersonObserved.class).stream()
                    .map(each -> each.person().id().externalId())
                    .toList();
            organization.put(new Assignment("0oaChat", users.get(0), "USER", "ACTIVE", made));
            organization.put(new Assignment("0oaChat", users.get(1), "GROUP", "PROVISIONED", made));
            organization.put(new Assignment("0oaChat", users.get(2), "USER", "INACTIVE", made));
            organization.put(new Assignment("0oaChat", users.get(3), "USER", "DEPROVISIONED", made));
            organization.put(new Assignment("0oaOwn", users.get(0), "USER", "ACTIVE", made));

            List<PersonObserved> read = tenant.sweep("app-assignments", PersonObserved.class);

            assertThat(read)
                    .extracting(each -> each.person().id().account().externalId())
                    .as("the last row states that all were read")
                    .containsExactlyInAnyOrder(users.get(0), users.get(1), "*");
            assertThat(tenant.stream("app-assignments").segmentOf(read.getLast()))
                    .isEmpty();
            assertThat(read).allSatisfy(each -> {
                assertThat(each.person().id().isOfAssignment()).isTrue();
                assertThat(each.person().aliases())
                        .containsExactly(new Alias("assigned-app", "okta-larkfield/oauth-client/0oaChat"));
            });
            Partition chat = Partition.of(new StreamId("app-assignments"), "0oaChat", Map.of());
            assertThat(tenant.read(
                            "app-assignments", tenant.session(), chat.onlySegment(users.get(1), chat.parameters())))
                    .hasSize(1);
            assertThat(tenant.read(
                            "app-assignments", tenant.session(), chat.onlySegment(users.get(9), chat.parameters())))
                    .isEmpty();
            organization.remove(App.class, "0oaChat");
            assertThat(tenant.read("app-assignments", tenant.session(), chat))
                    .as("a deleted app")
                    .isEmpty();
        }

        @Test
        void readsAgeButNeverValueOfSecretsAndKeys() throws ConnectorException {
            List<CredentialObserved> read = tenant.sweep("app-credentials", CredentialObserved.class);

            assertThat(read).extracting(each -> each.credential().type().name()).contains("SECRET", "CERTIFICATE");
            assertThat(read)
                    .allSatisfy(each ->
                            assertThat(each.credential().created().isKnown()).isTrue());
            assertThat(read.toString()).doesNotContain("secret-of-").doesNotContain("hash-of-");
        }

        @Test
        void combinesConsentsOfPersonIntoOneGrantPerAuthorizationServer() throws ConnectorException {
            List<GrantObserved> read = tenant.sweep("consents", GrantObserved.class);

            assertThat(read).hasSize(4);
            assertThat(read).extracting(GrantObserved::key).doesNotHaveDuplicates();
            assertThat(read).allSatisfy(each -> {
                assertThat(each.holder().displayName().text()).isEqualTo("Otter.ai");
                assertThat(each.grant().subject()).isInstanceOf(GrantSubject.OnePerson.class);
            });
            String person = tenant.stream("consents").segmentOf(read.getFirst());
            assertThat(tenant.read("consents", tenant.session(), OktaConsentsStream.singlePerson(person)))
                    .hasSize(read.stream()
                            .filter(each ->
                                    tenant.stream("consents").segmentOf(each).equals(person))
                            .toList()
                            .size());
        }

        @Test
        void readsIntegrationsServiceAccountsAndAgents() throws ConnectorException {
            assertThat(grantOf("api-services", "Posture Cloud").grant().scopes())
                    .hasSize(3);
            assertThat(tenant.sweep("app-service-accounts", CredentialObserved.class))
                    .hasSize(1);
            assertThat(tenant.sweep("okta-service-accounts", CredentialObserved.class))
                    .hasSize(1);
            assertThat(grantOf("ai-agents", "Support triage agent").grant().scopes())
                    .containsExactly("tickets.read");
        }

        @Test
        void reportsUnlicensedFeatureAsNotOffered() {
            restartWith(OktaOptions.defaults().withFeatures(Set.of()));
            for (String stream : List.of("app-service-accounts", "okta-service-accounts", "ai-agents")) {
                ConnectorException refused = catchThrowableOfType(ConnectorException.class, () -> tenant.sweep(stream));
                assertThat(refused.problem()).isInstanceOf(NotOffered.class);
            }
        }
    }

    @Nested
    class Logs {
        @Test
        void readsChangesAndUsageFromSystemLog() throws ConnectorException {
            List<EventObserved> events = tenant.sweep("system-log", EventObserved.class);
            assertThat(events)
                    .extracting(each -> each.event().type())
                    .contains(AccessEventType.CREDENTIAL_ADDED, AccessEventType.GRANT_GIVEN);
            assertThat(events).extracting(EventObserved::key).doesNotHaveDuplicates();

            assertThat(tenant.sweep("system-log", UsageObserved.class))
                    .extracting(each -> each.usage().identity().kind().code())
                    .contains("oauth-client", "api-key");
        }
    }

    @Nested
    class Permissions {
        @Test
        void reportsMissingScopeAndReadsOtherStreams() throws ConnectorException {
            restartWith(OktaOptions.defaults().withGrantedScopes(Set.of(OktaScopes.USERS)));
            assertThat(tenant.sweep("users")).isNotEmpty();
            ConnectorException refused = catchThrowableOfType(ConnectorException.class, () -> tenant.sweep("apps"));
            assertThat(refused.problem())
                    .isInstanceOfSatisfying(
                            InsufficientScope.class,
                            problem -> assertThat(problem.missing()).containsExactly(OktaScopes.APPS));
        }

        @Test
        void usesApiTokenIfNoServiceAppIsConfigured() throws ConnectorException {
            assertThat(tenant.withApiToken().sweep("apps")).isNotEmpty();
            assertThat(tenant.simulator.calls().all())
                    .allMatch(call -> call.authentication().equals("api-token"));
        }

        @Test
        void acceptsTokenWithoutDpopBinding() throws ConnectorException {
            assertThat(restartWith(OktaOptions.defaults().withoutDpop()).sweep("users"))
                    .isNotEmpty();
        }
    }

    @Nested
    class Revoking {
        private final Revoker revoker = tenant.connector.revoker().orElseThrow();

        private RevocationPlan.Automatic plan(RevocationTarget target) throws ConnectorException {
            return (RevocationPlan.Automatic) revoker.plan(tenant.session(), target);
        }

        @Test
        void deletesEachScopeOfAppSeparately() throws ConnectorException {
            GrantObserved found = grantOf("apps", "Terraform");
            RevocationTarget target = new RevocationTarget.GrantTarget(found.holder(), found.grant());

            assertThat(plan(target).calls()).hasSize(3).allMatch(call -> call.startsWith("DELETE /api/v1/apps/"));
            revoker.revoke(tenant.session(), target);
            assertThat(tenant.sweep("apps", GrantObserved.class))
                    .noneMatch(each -> each.holder().displayName().text().equals("Terraform"));
            revoker.revoke(tenant.session(), target);
            assertThat(plan(target).calls()).singleElement().asString().startsWith("none");
        }

        @Test
        void deactivatesOneOfTwoKeysReversibly() throws ConnectorException {
            CredentialObserved key = credentials("Terraform").getFirst();
            RevocationTarget target = new RevocationTarget.CredentialTarget(key.holder(), key.credential());

            RevocationPlan.Automatic plan = plan(target);
            assertThat(plan.reversible()).isTrue();
            assertThat(plan.calls()).singleElement().asString().endsWith("/lifecycle/deactivate");
            revoker.revoke(tenant.session(), target);
            revoker.revoke(tenant.session(), target);
            assertThat(credentials("Terraform").getFirst().credential().standing())
                    .isEqualTo(ProviderStatus.SUSPENDED);
            assertThat(credentials("Terraform").getLast().credential().standing())
                    .isEqualTo(ProviderStatus.ACTIVE);
        }

        @Test
        void deactivatesWholeAppIfSecretIsOnlyCredential() throws ConnectorException {
            CredentialObserved secret = credentials("n8n automation").getFirst();
            RevocationTarget target = new RevocationTarget.CredentialTarget(secret.holder(), secret.credential());

            RevocationPlan.Automatic plan = plan(target);
            assertThat(plan.calls())
                    .singleElement()
                    .asString()
                    .endsWith("%s/lifecycle/deactivate"
                            .formatted(secret.holder().attributes().get(OktaAppMapper.APP_ID)));
            assertThat(plan.consequences().getFirst()).contains("the whole app");
            revoker.revoke(tenant.session(), target);
            assertThat(identity("n8n automation").standing()).isEqualTo(ProviderStatus.SUSPENDED);
        }

        @Test
        void blocksAppsAndAgentsForEveryoneReversiblyAndIdempotently() throws ConnectorException {
            for (NonHumanIdentity app : List.of(
                    credentials("n8n automation").getFirst().holder(),
                    grantOf("ai-agents", "Support triage agent").holder())) {
                assertThat(revoker.canBlock(app, List.of())).isTrue();
                assertThat(revoker.planBlock(tenant.session(), app, List.of()))
                        .isInstanceOfSatisfying(RevocationPlan.Automatic.class, plan -> {
                            assertThat(plan.reversible()).isTrue();
                            assertThat(plan.calls()).singleElement().asString().endsWith("/lifecycle/deactivate");
                        });
                for (int time = 0; time < 2; time++) {
                    revoker.block(tenant.session(), app, List.of());
                }
            }
            assertThat(identity("n8n automation").standing()).isEqualTo(ProviderStatus.SUSPENDED);
            assertThat(grantOf("ai-agents", "Support triage agent").holder().standing())
                    .isEqualTo(ProviderStatus.SUSPENDED);
            NonHumanIdentity blocked = identity("n8n automation");
            assertThat(revoker.canBlock(blocked, List.of())).isFalse();
            assertThatCode(() -> revoker.block(tenant.session(), blocked, List.of()))
                    .as("a block whose result was lost is repeated after the next listing")
                    .doesNotThrowAnyException();
        }

        @Test
        void suspendsAgentsAndServiceAccountsIdempotently() throws ConnectorException {
            GrantObserved agent = grantOf("ai-agents", "Support triage agent");
            RevocationTarget.GrantTarget target = new RevocationTarget.GrantTarget(agent.holder(), agent.grant());
            CredentialObserved account = tenant.sweep("okta-service-accounts", CredentialObserved.class)
                    .getFirst();
            RevocationTarget password = new RevocationTarget.CredentialTarget(account.holder(), account.credential());
            for (int time = 0; time < 2; time++) {
                revoker.revoke(tenant.session(), target);
                revoker.revoke(tenant.session(), password);
            }
            assertThat(grantOf("ai-agents", "Support triage agent").holder().standing())
                    .isEqualTo(ProviderStatus.SUSPENDED);
            assertThat(tenant.sweep("users", PersonObserved.class))
                    .filteredOn(each -> each.person()
                            .id()
                            .externalId()
                            .equals(account.holder().attributes().get(OktaServiceAccountsStream.OKTA_USER)))
                    .allMatch(each -> each.person().employment() == EmploymentStatus.SUSPENDED);
        }

        @Test
        void describesManualStepsForServiceAccountInAnotherApp() throws ConnectorException {
            CredentialObserved account = tenant.sweep("app-service-accounts", CredentialObserved.class)
                    .getFirst();
            RevocationTarget target = new RevocationTarget.CredentialTarget(account.holder(), account.credential());
            ProviderSession session = tenant.session(Map.of());
            assertThat(revoker.plan(session, target)).isInstanceOf(RevocationPlan.Manual.class);
            ConnectorException refused =
                    catchThrowableOfType(ConnectorException.class, () -> revoker.revoke(session, target));
            assertThat(refused.problem()).isInstanceOf(NotOffered.class);
        }

        private List<CredentialObserved> credentials(String app) throws ConnectorException {
            return tenant.sweep("app-credentials", CredentialObserved.class).stream()
                    .filter(each -> each.holder().displayName().text().equals(app))
                    .toList();
        }

        private NonHumanIdentity identity(String app) throws ConnectorException {
            return tenant.sweep("apps", IdentityObserved.class).stream()
                    .map(IdentityObserved::identity)
                    .filter(identity -> identity.displayName().text().equals(app))
                    .findFirst()
                    .orElseThrow();
        }
    }
}

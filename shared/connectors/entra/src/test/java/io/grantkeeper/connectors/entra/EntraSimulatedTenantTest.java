package io.grantkeeper.connectors.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.NotOffered;
import io.grantkeeper.connector.revoke.RevocationPlan;
import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.connector.testkit.StreamSweep;
import io.grantkeeper.identity.AccessEventType;
import io.grantkeeper.identity.AccessObservation.CredentialObserved;
import io.grantkeeper.identity.AccessObservation.EventObserved;
import io.grantkeeper.identity.AccessObservation.GrantObserved;
import io.grantkeeper.identity.AccessObservation.IdentityObserved;
import io.grantkeeper.identity.AccessObservation.PersonObserved;
import io.grantkeeper.identity.AccessObservation.UsageObserved;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.CredentialType;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.OwnerRole;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.ResourceReach;
import io.grantkeeper.identity.work.Partition;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EntraSimulatedTenantTest {
    private final EntraTestTenant tenant = new EntraTestTenant();

    @AfterEach
    void close() {
        tenant.close();
    }

    private StreamSweep sweep(AccessStream stream) throws ConnectorException {
        return StreamSweep.of(stream, tenant.session());
    }

    private GrantObserved grant(AccessStream stream, String app) throws ConnectorException {
        return sweep(stream).of(GrantObserved.class).stream()
                .filter(each -> each.holder().displayName().text().equals(app))
                .findFirst()
                .orElseThrow();
    }

    private CredentialObserved credential(String app, CredentialType type) throws ConnectorException {
        return sweep(new EntraApplicationsStream()).of(CredentialObserved.class).stream()
                .filter(each -> each.holder().displayName().text().equals(app))
                .filter(each -> each.credential().type() == type)
                .findFirst()
                .orElseThrow();
    }

    private void revoke(RevocationTarget target) throws ConnectorException {
        new EntraRevoker().revoke(tenant.session(), target);
    }

    @Test
    void distinguishesTypesOfServicePrincipals() throws ConnectorException {
        Map<String, String> forms = new TreeMap<>();
        for (IdentityObserved each : sweep(new EntraServicePrincipalsStream()).of(IdentityObserved.class)) {
            forms.put(each.identity().displayName().text(), each.identity().form());
        }
        assertThat(forms)
                .containsEntry("Microsoft Graph", "microsoft-app")
                .containsEntry("ChatGPT", "enterprise-app")
                .containsEntry("Mailbox backup", "app-registration")
                .containsEntry("vm-reports", "managed-identity")
                .containsEntry("Support agent", "entra-agent-identity")
                .containsEntry("Support agent blueprint", "entra-agent-blueprint");
    }

    /** Source: https://learn.microsoft.com/en-us/graph/api/resources/serviceprincipal (replyUrls) */
    @Test
    void readsSystemsThatPeopleSignInToThroughApp() throws ConnectorException {
        String app = tenant.entra().tenant().servicePrincipals().all().stream()
                .filter(one -> "ChatGPT".equals(one.get("displayName")))
                .map(one -> String.valueOf(one.get("id")))
                .findFirst()
                .orElseThrow();
        tenant.entra()
                .tenant()
                .servicePrincipals()
                .set(
                        app,
                        "replyUrls",
                        List.of("https://acme.slack.com/sso/saml", "https://github.com/enterprises/acme/saml/consume"));

        assertThat(sweep(new EntraServicePrincipalsStream()).of(IdentityObserved.class))
                .filteredOn(each -> each.identity().attributes().containsKey("signs-in-to"))
                .singleElement()
                .satisfies(each -> assertThat(each.identity().attributes())
                        .containsEntry("signs-in-to", "github:enterprises/acme slack:acme"));
    }

    @Test
    void readsSameIdentityInEveryStream() throws ConnectorException {
        Map<String, NonHumanIdentity> listed = new TreeMap<>();
        for (IdentityObserved each : sweep(new EntraServicePrincipalsStream()).of(IdentityObserved.class)) {
            listed.put(each.identity().id().toString(), each.identity());
        }
        for (AccessStream stream :
                List.of(new EntraDelegatedGrantsStream(), new EntraAppRolesStream(), new EntraDirectoryRolesStream())) {
            for (GrantObserved each : sweep(stream).of(GrantObserved.class)) {
                assertThat(each.holder())
                        .isEqualTo(listed.get(each.holder().id().toString()));
            }
        }
        for (AccessStream stream : List.of(new EntraApplicationsStream(), new EntraAgentIdentitiesStream())) {
            for (CredentialObserved each : sweep(stream).of(CredentialObserved.class)) {
                if (!each.holder().displayName().text().equals("Forgotten prototype")) {
                    assertThat(each.holder())
                            .isEqualTo(listed.get(each.holder().id().toString()));
                }
            }
        }
    }

    /** Source: https://learn.microsoft.com/en-us/entra/identity/role-based-access-control/groups-concept */
    @Test
    void readsDirectoryRolesOfPeopleDirectlyAndThroughGroups() throws ConnectorException {
        Map<String, List<String>> roles = new TreeMap<>();
        for (PersonObserved each : sweep(new EntraDirectoryRolesStream()).of(PersonObserved.class)) {
            assertThat(each.person().id().isOfRoles()).isTrue();
            roles.put(
                    each.person().id().account().externalId(),
                    each.person().aliases().stream()
                            .map(alias -> alias.scheme() + ":" + alias.value())
                            .toList());
        }
        assertThat(roles.values())
                .as("the administrator, two members of the service desk, an administrator of a unit and a deputy;"
                        + " no app")
                .containsExactlyInAnyOrder(
                        List.of("entra-role:Global Administrator"),
                        List.of("entra-role:Helpdesk Administrator"),
                        List.of("entra-role:Helpdesk Administrator"),
                        List.of("entra-role:delegated-admin"),
                        List.of("entra-role-eligible:User Administrator"));
        assertThat(sweep(new EntraUsersStream()).of(PersonObserved.class))
                .extracting(each -> each.person().id().externalId())
                .containsAll(roles.keySet());
    }

    @Test
    void readsDirectoryRolesOfAppsAsGrants() throws ConnectorException {
        assertThat(sweep(new EntraDirectoryRolesStream()).of(GrantObserved.class))
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.holder().displayName().text()).isEqualTo("Mailbox backup");
                    assertThat(each.grant().scopes()).containsExactly("role:Global Reader");
                    assertThat(each.grant().reach()).isEqualTo(ResourceReach.ALL);
                });
    }

    /**
     * Source:
     * https://learn.microsoft.com/en-us/entra/id-governance/privileged-identity-management/pim-how-to-add-role-to-user
     */
    @Test
    void readsNoActivatableRolesWithoutLicense() throws ConnectorException {
        tenant.entra().tenant().endLicenseForActivation();
        assertThat(sweep(new EntraDirectoryRolesStream()).of(PersonObserved.class))
                .hasSize(4)
                .allSatisfy(each -> assertThat(each.person().aliases())
                        .allSatisfy(alias -> assertThat(alias.scheme()).isEqualTo("entra-role")));
    }

    @Test
    void explainsHowToRemoveDirectoryRoleOfApp() throws ConnectorException {
        GrantObserved role = grant(new EntraDirectoryRolesStream(), "Mailbox backup");
        RevocationTarget target = new RevocationTarget.GrantTarget(role.holder(), role.grant());
        assertThat(new EntraRevoker().plan(tenant.session(), target))
                .isInstanceOfSatisfying(
                        RevocationPlan.Manual.class,
                        manual -> assertThat(manual.toString())
                                .contains("Global Reader", "Mailbox backup", "Roles & admins"));
        assertThatThrownBy(() -> revoke(target)).isInstanceOf(ConnectorException.class);
    }

    @Test
    void readsSponsorAsOwnerCandidateOfAgent() throws ConnectorException {
        GrantObserved agent = grant(new EntraAppRolesStream(), "Support agent");
        assertThat(agent.holder().id().kind()).isEqualTo(IdentityKind.AI_AGENT);
        assertThat(agent.holder().ownerClues())
                .singleElement()
                .satisfies(clue -> assertThat(clue.role()).isEqualTo(OwnerRole.SPONSOR));
        assertThat(sweep(new EntraAgentUsersStream()).of(IdentityObserved.class))
                .singleElement()
                .satisfies(each -> assertThat(each.identity().form()).isEqualTo("entra-agent-user"));
    }

    @Test
    void readsAdminConsentAsTenantGrantAndUserConsentAsPersonalGrant() throws ConnectorException {
        assertThat(grant(new EntraDelegatedGrantsStream(), "Zoom").grant().subject())
                .isEqualTo(GrantSubject.tenant());
        Grant one = grant(new EntraDelegatedGrantsStream(), "Claude").grant();
        assertThat(one.subject()).isInstanceOf(GrantSubject.OnePerson.class);
        assertThat(one.scopes()).contains("Mail.Read").doesNotContain("");
        assertThat(one.resource()).isEqualTo("00000003-0000-0000-c000-000000000000");
    }

    @Test
    void combinesAppRolesOfOneApiInOneGrant() throws ConnectorException {
        Grant roles = grant(new EntraAppRolesStream(), "Mailbox backup").grant();
        assertThat(roles.scopes()).containsExactly("Mail.Read", "Sites.FullControl.All");
        assertThat(roles.grantedAt().isKnown()).isTrue();
    }

    @Test
    void recordsDayAndCredentialOfLastSignIn() throws ConnectorException {
        assertThat(sweep(new EntraSignInActivityStream()).of(UsageObserved.class))
                .anySatisfy(each -> assertThat(each.usage().calls()).containsExactly("sign-in:application"))
                .anySatisfy(each -> assertThat(each.usage().calls()).containsExactly("sign-in:delegated"));
        String key =
                credential("Mailbox backup", CredentialType.SECRET).credential().key();
        assertThat(sweep(new EntraCredentialActivityStream()).of(UsageObserved.class))
                .singleElement()
                .satisfies(each -> assertThat(each.usage().calls()).containsExactly("credential:" + key));
    }

    @Test
    void reportsUsageAsNotOfferedWithoutLicense() {
        tenant.entra().removePremiumLicense();
        assertThat(catchThrowableOfType(ConnectorException.class, () -> sweep(new EntraSignInActivityStream()))
                        .problem())
                .isInstanceOf(NotOffered.class);
    }

    @Test
    void readsConsentFromDirectoryAuditAndRereadsAppRoles() throws ConnectorException {
        StreamSweep audits = sweep(new EntraDirectoryAuditsStream());
        assertThat(audits.of(EventObserved.class)).anySatisfy(each -> {
            assertThat(each.event().type()).isEqualTo(AccessEventType.GRANT_GIVEN);
            assertThat(each.event().about().toOptional()).isPresent();
            assertThat(each.event().actor().toOptional()).isPresent();
            assertThat(each.event().details()).containsEntry("scopes", "Mail.Send");
        });
        assertThat(audits.rereads()).extracting(Partition::stream).contains(EntraAppRolesStream.ID);
    }

    @Test
    void rereadsOnlyGrantsOfRequestedApp() throws ConnectorException {
        GrantObserved claude = grant(new EntraDelegatedGrantsStream(), "Claude");
        EntraDelegatedGrantsStream stream = new EntraDelegatedGrantsStream();
        Partition one = EntraListingStream.singleObject(EntraDelegatedGrantsStream.ID, stream.segmentOf(claude));
        List<GrantObserved> read = StreamSweep.of(stream, tenant.session(), one).of(GrantObserved.class);
        assertThat(read)
                .contains(claude)
                .allSatisfy(
                        each -> assertThat(each.holder().displayName().text()).isEqualTo("Claude"));
    }

    @Test
    void revokesOnlyRequestedScopesOfConsent() throws ConnectorException {
        GrantObserved read = grant(new EntraDelegatedGrantsStream(), "Claude");
        Grant mail = Grant.of(
                read.grant().key(),
                read.grant().subject(),
                read.grant().resource(),
                read.grant().permissionKind(),
                List.of("Mail.Read"));
        RevocationTarget target = new RevocationTarget.GrantTarget(read.holder(), mail);

        assertThat(new EntraRevoker().plan(tenant.session(), target))
                .isInstanceOfSatisfying(
                        RevocationPlan.Automatic.class,
                        plan -> assertThat(plan.calls())
                                .singleElement()
                                .satisfies(call -> assertThat(call).startsWith("PATCH ")));
        revoke(target);

        Grant left = sweep(new EntraDelegatedGrantsStream()).of(GrantObserved.class).stream()
                .map(GrantObserved::grant)
                .filter(grant -> grant.key().equals(read.grant().key()))
                .findFirst()
                .orElseThrow();
        TreeSet<String> expected = new TreeSet<>(read.grant().scopes());
        expected.remove("Mail.Read");
        assertThat(left.scopes()).isEqualTo(expected);
    }

    @Test
    void revokesCertificateByDisablingAppReversibly() throws ConnectorException {
        CredentialObserved certificate = credential("Deploy pipeline", CredentialType.CERTIFICATE);
        RevocationTarget target = new RevocationTarget.CredentialTarget(certificate.holder(), certificate.credential());
        assertThat(((RevocationPlan.Automatic) new EntraRevoker().plan(tenant.session(), target)).reversible())
                .isTrue();

        revoke(target);
        revoke(target);

        assertThat(grant(new EntraAppRolesStream(), "Deploy pipeline").holder().standing())
                .isEqualTo(ProviderStatus.SUSPENDED);
    }

    @Test
    void blocksAppForEveryoneReversiblyAndIdempotently() throws ConnectorException {
        GrantObserved consent = grant(new EntraDelegatedGrantsStream(), "ChatGPT");
        EntraRevoker revoker = new EntraRevoker();
        List<Grant> grants = List.of(consent.grant());
        assertThat(revoker.canBlock(consent.holder(), grants)).isTrue();
        assertThat(revoker.planBlock(tenant.session(), consent.holder(), grants))
                .isInstanceOfSatisfying(RevocationPlan.Automatic.class, plan -> {
                    assertThat(plan.reversible()).isTrue();
                    assertThat(plan.consequences().getFirst()).contains("No one can sign in to it or consent to it");
                });
        for (int time = 0; time < 2; time++) {
            revoker.block(tenant.session(), consent.holder(), grants);
        }
        GrantObserved after = grant(new EntraDelegatedGrantsStream(), "ChatGPT");
        assertThat(after.holder().standing()).isEqualTo(ProviderStatus.SUSPENDED);
        assertThat(after.grant().scopes())
                .as("enabling the app restores it")
                .isEqualTo(consent.grant().scopes());
        assertThat(revoker.canBlock(after.holder(), grants)).isFalse();
    }

    @Test
    void doesNotBlockMicrosoftsOwnApps() throws ConnectorException {
        assertThat(sweep(new EntraServicePrincipalsStream()).of(IdentityObserved.class).stream()
                        .map(IdentityObserved::identity)
                        .filter(app -> app.displayName().text().equals("Microsoft Graph")))
                .singleElement()
                .satisfies(app -> {
                    EntraRevoker revoker = new EntraRevoker();
                    assertThat(revoker.canBlock(app, List.of())).isFalse();
                    assertThat(revoker.planBlock(tenant.session(), app, List.of()))
                            .isInstanceOf(RevocationPlan.Manual.class);
                    assertThatThrownBy(() -> revoker.block(tenant.session(), app, List.of()))
                            .isInstanceOf(ConnectorException.class);
                });
    }

    @Test
    void removesFederatedCredentialAndSecret() throws ConnectorException {
        for (CredentialObserved each : List.of(
                credential("Deploy pipeline", CredentialType.FEDERATED),
                credential("Mailbox backup", CredentialType.SECRET),
                credential("Forgotten prototype", CredentialType.SECRET))) {
            RevocationTarget target = new RevocationTarget.CredentialTarget(each.holder(), each.credential());
            revoke(target);
            revoke(target);
            List<Credential> left = sweep(new EntraApplicationsStream()).of(CredentialObserved.class).stream()
                    .map(CredentialObserved::credential)
                    .toList();
            assertThat(left).doesNotContain(each.credential());
        }
    }
}

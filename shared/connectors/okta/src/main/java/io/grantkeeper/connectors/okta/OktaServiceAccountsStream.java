package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.StreamDefinition;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.AccessObservation.CredentialObserved;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.CredentialType;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.OwnerEvidenceItem;
import io.grantkeeper.identity.OwnerRole;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.work.Partition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The stream of service accounts: accounts in apps that Okta Privileged Access manages, and Okta users that are
 * declared as service accounts. The stream requires Okta Privileged Access; without it, these accounts are a coverage
 * gap.
 */
final class OktaServiceAccountsStream extends OktaListingStream {
    private static final String BASE = "/privileged-access/api/v1/";

    private final String collection;
    private final String form;
    private final String scope;

    private OktaServiceAccountsStream(StreamId id, String title, String scope, String collection, String form) {
        super(StreamDefinition.listing(id, title).withScopes(scope));
        this.scope = scope;
        this.collection = collection;
        this.form = form;
    }

    static final String IN_APP = "app-service-account";
    static final String OF_OKTA = "okta-service-account";
    static final String OKTA_USER = "okta-user";

    static OktaServiceAccountsStream inApps() {
        return new OktaServiceAccountsStream(
                new StreamId("app-service-accounts"),
                "Service accounts in apps",
                OktaScopes.APP_ACCOUNTS,
                "service-accounts",
                IN_APP);
    }

    static OktaServiceAccountsStream ofOkta() {
        return new OktaServiceAccountsStream(
                new StreamId("okta-service-accounts"),
                "Okta users that are service accounts",
                OktaScopes.OKTA_ACCOUNTS,
                "okta-service-accounts",
                OF_OKTA);
    }

    @Override
    OktaClient.Call listing(Partition partition) {
        return new OktaClient.Call(scope, OktaRateLimits.OTHER, BASE + collection).with("limit", "200");
    }

    /**
     * Returns the call that reads one service account. Source: Okta's API reference, "Retrieve an app service account"
     * and "Retrieve an Okta service account".
     */
    @Override
    OktaClient.Call single(String id) {
        return new OktaClient.Call(scope, OktaRateLimits.OTHER, OktaClient.path(BASE + collection + "/%s", id));
    }

    @Override
    List<? extends AccessObservation> observe(OktaClient api, Partition partition, JsonNodeReader row)
            throws ConnectorException {
        ConnectionId connection = api.session().connection().id();
        Timestamp created = OktaAppMapper.moment(row, "created");
        NonHumanIdentity identity = NonHumanIdentity.of(
                        new IdentityId(connection, IdentityKind.SERVICE_ACCOUNT, row.text("id")),
                        OktaConnector.PROVIDER,
                        form,
                        row.optionalText("name").orElse(row.text("username")))
                .withStanding(ProviderStatus.ACTIVE)
                .withCreated(created)
                .withOwnerClues(owners(new OktaUserMapper(connection), row))
                .withAttributes(attributes(row));
        Credential password = Credential.of("password", CredentialType.PASSWORD, row.text("username"))
                .withStanding(ProviderStatus.ACTIVE)
                .withLifetime(created, Timestamp.unknown());
        return List.of(new CredentialObserved(identity, password));
    }

    private static Set<OwnerEvidenceItem> owners(OktaUserMapper people, JsonNodeReader row) throws ConnectorException {
        Set<OwnerEvidenceItem> owners = new TreeSet<>();
        for (String owner : row.has("ownerUserIds") ? row.texts("ownerUserIds") : List.<String>of()) {
            owners.add(new OwnerEvidenceItem(people.id(owner), OwnerRole.DECLARED_OWNER, Timestamp.unknown()));
        }
        return owners;
    }

    private static Map<String, String> attributes(JsonNodeReader row) throws ConnectorException {
        Map<String, String> attributes = new TreeMap<>();
        row.optionalText("username").ifPresent(name -> attributes.put("username", name));
        row.optionalText("status").ifPresent(status -> attributes.put("status", status));
        row.optionalText("statusDetail").ifPresent(detail -> attributes.put("password", detail));
        row.optionalText("containerInstanceName").ifPresent(app -> attributes.put("app", app));
        row.optionalText("oktaUserId").ifPresent(user -> attributes.put(OKTA_USER, user));
        return attributes;
    }
}

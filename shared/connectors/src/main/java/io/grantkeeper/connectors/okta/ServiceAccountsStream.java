package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.CredentialType;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.Moment;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.Observation.CredentialObserved;
import io.grantkeeper.identity.OwnerClue;
import io.grantkeeper.identity.OwnerRole;
import io.grantkeeper.identity.Standing;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Accounts that nobody is: those that Okta Privileged Access looks after in apps, and Okta's own users that are declared
 * to be such. Needs that product; without it the stream is a coverage gap.
 */
final class ServiceAccountsStream extends Listing {
    private static final String BASE = "/privileged-access/api/v1/";

    private final String collection;
    private final String form;
    private final String scope;

    private ServiceAccountsStream(StreamId id, String title, String scope, String collection, String form) {
        super(id, title, Set.of(scope));
        this.scope = scope;
        this.collection = collection;
        this.form = form;
    }

    static final String IN_APP = "app-service-account";
    static final String OF_OKTA = "okta-service-account";
    static final String OKTA_USER = "okta-user";

    static ServiceAccountsStream inApps() {
        return new ServiceAccountsStream(
                new StreamId("app-service-accounts"),
                "Service accounts in apps",
                OktaScopes.APP_ACCOUNTS,
                "service-accounts",
                IN_APP);
    }

    static ServiceAccountsStream ofOkta() {
        return new ServiceAccountsStream(
                new StreamId("okta-service-accounts"),
                "Okta users that are service accounts",
                OktaScopes.OKTA_ACCOUNTS,
                "okta-service-accounts",
                OF_OKTA);
    }

    @Override
    OktaApi.Call listing(Partition partition) {
        return new OktaApi.Call(scope, OktaLimits.OTHER, BASE + collection).with("limit", "200");
    }

    @Override
    List<? extends Observation> observe(OktaApi api, Partition partition, JsonBody row) throws ConnectorException {
        ConnectionId connection = api.session().connection().id();
        Moment created = Apps.moment(row, "created");
        NonHumanIdentity identity = NonHumanIdentity.of(
                        new IdentityId(connection, IdentityKind.SERVICE_ACCOUNT, row.text("id")),
                        OktaConnector.PROVIDER,
                        form,
                        row.optionalText("name").orElse(row.text("username")))
                .withStanding(Standing.ACTIVE)
                .withCreated(created)
                .withOwnerClues(owners(new People(connection), row))
                .withAttributes(attributes(row));
        Credential password = Credential.of("password", CredentialType.PASSWORD, row.text("username"))
                .withStanding(Standing.ACTIVE)
                .withLifetime(created, Moment.unknown());
        return List.of(new CredentialObserved(identity, password));
    }

    private static Set<OwnerClue> owners(People people, JsonBody row) throws ConnectorException {
        Set<OwnerClue> owners = new TreeSet<>();
        for (String owner : row.has("ownerUserIds") ? row.texts("ownerUserIds") : List.<String>of()) {
            owners.add(new OwnerClue(people.id(owner), OwnerRole.DECLARED_OWNER, Moment.unknown()));
        }
        return owners;
    }

    private static Map<String, String> attributes(JsonBody row) throws ConnectorException {
        Map<String, String> attributes = new TreeMap<>();
        row.optionalText("username").ifPresent(name -> attributes.put("username", name));
        row.optionalText("status").ifPresent(status -> attributes.put("status", status));
        row.optionalText("statusDetail").ifPresent(detail -> attributes.put("password", detail));
        row.optionalText("containerInstanceName").ifPresent(app -> attributes.put("app", app));
        row.optionalText("oktaUserId").ifPresent(user -> attributes.put(OKTA_USER, user));
        return attributes;
    }
}

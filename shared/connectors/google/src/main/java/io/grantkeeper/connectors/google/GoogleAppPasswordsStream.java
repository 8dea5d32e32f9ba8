package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ProviderSession;
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
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The stream of app passwords. A program that signs in as a person with an app password bypasses the second
 * factor. Each app password is a separate identity with one credential.
 */
final class GoogleAppPasswordsStream extends GooglePerUserStream {
    static final StreamId ID = new StreamId("app-passwords");
    static final String FORM = "app-password";
    private static final String CREDENTIAL_KEY = "password";

    GoogleAppPasswordsStream() {
        super(ID, "App passwords by person", "asps");
    }

    @Override
    public String segmentOf(AccessObservation observation) {
        return observation instanceof CredentialObserved(NonHumanIdentity identity, Credential _)
                ? beforeSlash(identity.id().externalId())
                : "";
    }

    @Override
    List<AccessObservation> observations(
            ProviderSession session, String userId, JsonNodeReader answer, boolean inactive) throws ConnectorException {
        List<AccessObservation> observed = new ArrayList<>();
        for (JsonNodeReader password : answer.listOrEmpty("items")) {
            observed.add(observation(session.connection().id(), userId, password, inactive));
        }
        return observed;
    }

    private static AccessObservation observation(
            ConnectionId connection, String userId, JsonNodeReader password, boolean inactive)
            throws ConnectorException {
        String codeId = password.nonBlank("codeId");
        String name = password.optionalNonBlank("name").orElse("app password " + codeId);
        ProviderStatus providerStatus = inactive ? ProviderStatus.SUSPENDED : ProviderStatus.ACTIVE;
        Timestamp created = created(password);
        NonHumanIdentity identity = NonHumanIdentity.of(
                        new IdentityId(connection, IdentityKind.API_KEY, userId + "/" + codeId),
                        GoogleConnector.PROVIDER,
                        FORM,
                        name)
                .withStanding(providerStatus)
                .withCreated(created)
                .withOwnerClues(
                        Set.of(new OwnerEvidenceItem(new PersonId(connection, userId), OwnerRole.CREATOR, created)));
        Credential credential = Credential.of(CREDENTIAL_KEY, CredentialType.PASSWORD, name)
                .withStanding(providerStatus)
                .withLifetime(created, Timestamp.never())
                .withLastUsed(lastUsed(password));
        return new CredentialObserved(identity, credential);
    }

    private static Timestamp created(JsonNodeReader password) throws ConnectorException {
        Optional<Long> time = password.optionalNumber("creationTime");
        return time.isPresent() && time.get() > 0 ? moment(time.get()) : Timestamp.unknown();
    }

    /** Returns when the password was last used. Google writes {@code 0} if it was never used. */
    private static Timestamp lastUsed(JsonNodeReader password) throws ConnectorException {
        Optional<Long> time = password.optionalNumber("lastTimeUsed");
        if (time.isEmpty()) {
            return Timestamp.unknown();
        }
        return time.get() > 0 ? moment(time.get()) : Timestamp.never();
    }

    private static Timestamp moment(long milliseconds) {
        return Timestamp.at(Instant.ofEpochMilli(milliseconds));
    }
}

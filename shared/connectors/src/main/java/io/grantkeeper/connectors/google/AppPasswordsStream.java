package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ProviderSession;
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
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.Standing;
import io.grantkeeper.identity.StreamId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * App passwords: passwords that one program uses to sign in as a person, past the second factor. Each is an identity of
 * its own with one credential.
 */
final class AppPasswordsStream extends PerUserStream {
    static final StreamId ID = new StreamId("app-passwords");
    static final String FORM = "app-password";
    private static final String CREDENTIAL_KEY = "password";

    @Override
    public StreamId id() {
        return ID;
    }

    @Override
    public String title() {
        return "App passwords of each person";
    }

    @Override
    String collection() {
        return "asps";
    }

    @Override
    public String segmentOf(Observation observation) {
        return observation instanceof CredentialObserved(NonHumanIdentity holder, Credential _)
                ? beforeSlash(holder.id().externalId())
                : "";
    }

    @Override
    List<Observation> observations(ProviderSession session, String userId, JsonBody answer, boolean inactive)
            throws ConnectorException {
        List<Observation> observed = new ArrayList<>();
        for (JsonBody password : answer.listOrEmpty("items")) {
            observed.add(observation(session.connection().id(), userId, password, inactive));
        }
        return observed;
    }

    private static Observation observation(ConnectionId connection, String userId, JsonBody password, boolean inactive)
            throws ConnectorException {
        String codeId = Read.required(password, "codeId");
        String name = Read.optional(password, "name").orElse("app password " + codeId);
        Standing standing = inactive ? Standing.SUSPENDED : Standing.ACTIVE;
        Moment created = created(password);
        NonHumanIdentity holder = NonHumanIdentity.of(
                        new IdentityId(connection, IdentityKind.API_KEY, userId + "/" + codeId),
                        GoogleConnector.PROVIDER,
                        FORM,
                        name)
                .withStanding(standing)
                .withCreated(created)
                .withOwnerClues(Set.of(new OwnerClue(new PersonId(connection, userId), OwnerRole.CREATOR, created)));
        Credential credential = Credential.of(CREDENTIAL_KEY, CredentialType.PASSWORD, name)
                .withStanding(standing)
                .withLifetime(created, Moment.never())
                .withLastUsed(lastUsed(password));
        return new CredentialObserved(holder, credential);
    }

    private static Moment created(JsonBody password) throws ConnectorException {
        Optional<Long> time = password.optionalNumber("creationTime");
        return time.isPresent() && time.get() > 0 ? moment(time.get()) : Moment.unknown();
    }

    /** Google writes {@code 0} for a password that was never used. */
    private static Moment lastUsed(JsonBody password) throws ConnectorException {
        Optional<Long> time = password.optionalNumber("lastTimeUsed");
        if (time.isEmpty()) {
            return Moment.unknown();
        }
        return time.get() > 0 ? moment(time.get()) : Moment.never();
    }

    private static Moment moment(long milliseconds) {
        return Moment.at(Instant.ofEpochMilli(milliseconds));
    }
}

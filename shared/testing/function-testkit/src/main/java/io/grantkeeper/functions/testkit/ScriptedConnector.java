package io.grantkeeper.functions.testkit;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.Authenticator;
import io.grantkeeper.connector.Connector;
import io.grantkeeper.connector.ConnectorDefinition;
import io.grantkeeper.connector.ConnectorParts;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamDefinition;
import io.grantkeeper.connector.http.ProviderRequest;
import io.grantkeeper.connector.revoke.Revoker;
import io.grantkeeper.connector.webhook.PushChannel;
import io.grantkeeper.connector.webhook.WebhookVerifier;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.store.testkit.ModelSamples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A connector without a provider. Its streams return the rows that a test sets, and fail at the calls that its script
 * names.
 */
public final class ScriptedConnector implements Connector {
    private final ProviderScript script = new ProviderScript();
    private final List<AccessStream> streams = new ArrayList<>();
    private @Nullable WebhookVerifier webhooks;
    private @Nullable PushChannel pushChannel;
    private @Nullable Revoker revoker;

    public ProviderScript script() {
        return script;
    }

    public ScriptedStream listing(String id, int pageSize) {
        return add(new ScriptedStream(StreamDefinition.listing(new StreamId(id), "Scripted " + id), pageSize, script));
    }

    public ScriptedStream log(String id, int pageSize, Duration overlap) {
        StreamDefinition definition = StreamDefinition.log(new StreamId(id), "Scripted " + id);
        return add(new ScriptedStream(definition.withOverlap(overlap), pageSize, script));
    }

    public void webhooks(WebhookVerifier verifier) {
        webhooks = verifier;
    }

    public void pushChannel(PushChannel channel) {
        pushChannel = channel;
    }

    public void revoker(Revoker revokes) {
        revoker = revokes;
    }

    private ScriptedStream add(ScriptedStream stream) {
        streams.add(stream);
        return stream;
    }

    @Override
    public ConnectorParts parts() {
        ConnectorDefinition definition = ConnectorDefinition.of(ModelSamples.GOOGLE, "Scripted");
        return new ConnectorParts(
                definition,
                new UnauthenticatedCalls(),
                (_, _) -> Optional.empty(),
                List.copyOf(streams),
                Optional.ofNullable(revoker),
                Optional.ofNullable(webhooks),
                Optional.ofNullable(pushChannel),
                Optional.empty(),
                Optional.empty());
    }

    /** An authenticator that adds no credentials. They are not needed, because no stream makes a call. */
    private static final class UnauthenticatedCalls implements Authenticator {
        @Override
        public ProviderRequest authenticate(ProviderSession session, ProviderRequest request) {
            return request;
        }

        @Override
        public void forget(ProviderSession session) {}
    }
}

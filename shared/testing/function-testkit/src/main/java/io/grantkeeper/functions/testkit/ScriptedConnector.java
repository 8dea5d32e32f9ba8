package io.grantkeeper.functions.testkit;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.Authenticator;
import io.grantkeeper.connector.Connector;
import io.grantkeeper.connector.ConnectorDefinition;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamNature;
import io.grantkeeper.connector.http.ProviderErrorMapper;
import io.grantkeeper.connector.http.ProviderRequest;
import io.grantkeeper.connector.revoke.Revoker;
import io.grantkeeper.connector.webhook.PushChannel;
import io.grantkeeper.connector.webhook.WebhookVerifier;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.store.testkit.ModelSamples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
        return add(new ScriptedStream(id, StreamNature.LISTING, pageSize, Duration.ZERO, script));
    }

    public ScriptedStream log(String id, int pageSize, Duration overlap) {
        return add(new ScriptedStream(id, StreamNature.LOG, pageSize, overlap, script));
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
    public ProviderId provider() {
        return ModelSamples.GOOGLE;
    }

    @Override
    public ConnectorDefinition definition() {
        return new ConnectorDefinition("Scripted", Set.of(), List.of(), List.of(), List.of(), List.of());
    }

    @Override
    public List<AccessStream> streams() {
        return List.copyOf(streams);
    }

    @Override
    public ProviderErrorMapper errors() {
        return (_, _) -> Optional.empty();
    }

    @Override
    public Authenticator authenticator() {
        return new Authenticator() {
            @Override
            public ProviderRequest authenticate(ProviderSession session, ProviderRequest request) {
                return request;
            }

            @Override
            public void forget(ProviderSession session) {}
        };
    }

    @Override
    public Optional<Revoker> revoker() {
        return Optional.ofNullable(revoker);
    }

    @Override
    public Optional<WebhookVerifier> webhooks() {
        return Optional.ofNullable(webhooks);
    }

    @Override
    public Optional<PushChannel> pushChannel() {
        return Optional.ofNullable(pushChannel);
    }
}

package io.grantkeeper.local.bench;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.Authenticator;
import io.grantkeeper.connector.Connector;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProfile;
import io.grantkeeper.connector.Cursor;
import io.grantkeeper.connector.Page;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamNature;
import io.grantkeeper.connector.http.ProviderHttp;
import io.grantkeeper.connector.http.ProviderResponse;
import io.grantkeeper.connector.http.ResponseReader;
import io.grantkeeper.connector.revoke.Revoker;
import io.grantkeeper.connector.webhook.BusListener;
import io.grantkeeper.connector.webhook.PushChannel;
import io.grantkeeper.connector.webhook.WebhookVerifier;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A connector as it is, but that the calls of its pages are counted. */
record CountedConnector(Connector real, PageCalls calls) implements Connector {
    @Override
    public ProviderId provider() {
        return real.provider();
    }

    @Override
    public ConnectorProfile profile() {
        return real.profile();
    }

    @Override
    public List<AccessStream> streams() {
        return real.streams().stream()
                .<AccessStream>map(stream -> new CountedStream(stream, calls))
                .toList();
    }

    @Override
    public ResponseReader responses() {
        return real.responses();
    }

    @Override
    public Authenticator authenticator() {
        return real.authenticator();
    }

    @Override
    public Optional<Revoker> revoker() {
        return real.revoker();
    }

    @Override
    public Optional<WebhookVerifier> webhooks() {
        return real.webhooks();
    }

    @Override
    public Optional<PushChannel> pushChannel() {
        return real.pushChannel();
    }

    @Override
    public Optional<BusListener> bus() {
        return real.bus();
    }

    private record CountedStream(AccessStream real, PageCalls calls) implements AccessStream {
        @Override
        public Page read(ProviderSession session, Partition partition, Cursor from) throws ConnectorException {
            return calls.count(
                    partition, from, answered -> real.read(new CountedSession(session, answered), partition, from));
        }

        @Override
        public StreamId id() {
            return real.id();
        }

        @Override
        public String title() {
            return real.title();
        }

        @Override
        public StreamNature nature() {
            return real.nature();
        }

        @Override
        public Set<String> requiredScopes() {
            return real.requiredScopes();
        }

        @Override
        public Duration freshFor() {
            return real.freshFor();
        }

        @Override
        public Duration overlap() {
            return real.overlap();
        }

        @Override
        public List<Partition> partitions(ProviderSession session, Set<String> known) throws ConnectorException {
            return real.partitions(session, known);
        }

        @Override
        public String segmentOf(Observation observation) {
            return real.segmentOf(observation);
        }
    }

    private record CountedSession(ProviderSession real, PageCalls.CallCount answered) implements ProviderSession {
        @Override
        public ProviderHttp http() {
            return request -> {
                ProviderResponse answer = real.http().send(request);
                answered.add();
                return answer;
            };
        }

        @Override
        public Connection connection() {
            return real.connection();
        }

        @Override
        public Optional<Secret> credential(String name) throws ConnectorException {
            return real.credential(name);
        }

        @Override
        public Clock clock() {
            return real.clock();
        }
    }
}

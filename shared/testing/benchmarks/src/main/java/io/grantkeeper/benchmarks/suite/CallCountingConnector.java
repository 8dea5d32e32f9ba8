package io.grantkeeper.benchmarks.suite;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.Authenticator;
import io.grantkeeper.connector.Connector;
import io.grantkeeper.connector.ConnectorDefinition;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamNature;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.http.ProviderErrorMapper;
import io.grantkeeper.connector.http.ProviderHttp;
import io.grantkeeper.connector.http.ProviderResponse;
import io.grantkeeper.connector.revoke.Revoker;
import io.grantkeeper.connector.webhook.EventBusDecoder;
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

/** A connector that counts the calls for each page that it reads and otherwise delegates to the real connector. */
record CallCountingConnector(Connector real, CallsPerPage calls) implements Connector {
    @Override
    public ProviderId provider() {
        return real.provider();
    }

    @Override
    public ConnectorDefinition definition() {
        return real.definition();
    }

    @Override
    public List<AccessStream> streams() {
        return real.streams().stream()
                .<AccessStream>map(stream -> new CountedStream(stream, calls))
                .toList();
    }

    @Override
    public ProviderErrorMapper errors() {
        return real.errors();
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
    public Optional<EventBusDecoder> bus() {
        return real.bus();
    }

    private record CountedStream(AccessStream real, CallsPerPage calls) implements AccessStream {
        @Override
        public StreamPage read(ProviderSession session, Partition partition, PartitionCursor from)
                throws ConnectorException {
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

    private record CountedSession(ProviderSession real, CallsPerPage.CallCount answered) implements ProviderSession {
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

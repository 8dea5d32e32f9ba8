package io.grantkeeper.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.grantkeeper.functions.detectchanges.DetectChangesConfiguration;
import io.grantkeeper.functions.plansweep.PlanSweepConfiguration;
import io.grantkeeper.functions.receivewebhook.ReceiveWebhookConfiguration;
import io.grantkeeper.functions.runtime.FunctionApplicationContext;
import io.grantkeeper.functions.syncaccess.SyncAccessConfiguration;
import io.grantkeeper.functions.testkit.SqsTestEvents;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.store.PartitionStatus;
import io.grantkeeper.identity.work.PlanSweepRequest;
import io.grantkeeper.identity.work.SyncWork;
import io.grantkeeper.simulator.ProviderSimulator;
import io.grantkeeper.simulator.SimulatorOptions;
import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.SimulatedClock;
import io.grantkeeper.simulator.http.SimulatorRequest;
import io.grantkeeper.store.testkit.kill.CrashSimulator;
import io.grantkeeper.store.testkit.kill.ProcessCrashedError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/**
 * A simulated company and the functions that watch it, in virtual time. Messages are processed in random order. Some of
 * them are processed repeatedly, either later or by a second process while the first one is writing.
 */
final class CampaignCompany implements AutoCloseable {
    private static final Duration STEP = Duration.ofSeconds(2);
    private static final int MAX_STEPS = 50_000;
    private static final int MAX_DELIVERIES = 500;
    /**
     * The maximum number of messages that are delivered twice in one sweep. Each of them can queue another message, so
     * with more of them, a sweep might never end.
     */
    private static final int MAX_DUPLICATES = 12;

    private static final PlanSweepConfiguration PLAN = new PlanSweepConfiguration();
    private static final SyncAccessConfiguration SYNC = new SyncAccessConfiguration();
    private static final DetectChangesConfiguration DETECT = new DetectChangesConfiguration();
    private static final ReceiveWebhookConfiguration RECEIVE = new ReceiveWebhookConfiguration();

    final ProviderSimulator simulator;
    final CampaignPorts ports;
    final List<DemoTenant> tenants;
    private final SimulatedClock clock = SimulatedClock.frozenAt(Company.START);
    private final HttpServer webhookServer;
    private final Random random;
    private CrashSimulator kill = CrashSimulator.never();
    private final FunctionApplicationContext otherProcess;
    private final List<SyncWork> handled = new ArrayList<>();
    private Optional<Runnable> changeWhileWriting = Optional.empty();
    private int duplicates;
    private FunctionApplicationContext functions;

    /**
     * Starts a company with a watched tenant at each of several random providers.
     *
     * @param providers the number of providers
     */
    CampaignCompany(Random random, int providers) {
        this.random = random;
        this.simulator = ProviderSimulator.start(
                Company.demo(clock), SimulatorOptions.defaults().withoutQuotas());
        List<DemoTenant> all = new ArrayList<>(DemoTenants.of(simulator));
        Collections.shuffle(all, random);
        this.tenants = List.copyOf(all.subList(0, providers));
        this.webhookServer = startServer();
        this.ports = new CampaignPorts(tenants, clock, webhookAddress());
        this.otherProcess = start();
        this.functions = start();
        webhookServer.createContext("/", this::receive);
    }

    private static HttpServer startServer() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private URI webhookAddress() {
        return URI.create("http://127.0.0.1:" + webhookServer.getAddress().getPort() + "/");
    }

    private FunctionApplicationContext start() {
        return FunctionApplicationContext.start(List.of(PLAN, SYNC, DETECT, RECEIVE), ports);
    }

    /** Starts a process that crashes at the operation that the simulator selects. */
    void killBy(CrashSimulator next) {
        functions.close();
        kill = next;
        ports.killBy(next);
        functions = start();
    }

    /**
     * Starts overtaking: a second process reads some partitions while the first one writes what it has read, and some
     * messages are delivered again later.
     *
     * @param change a change in a tenant between the two reads
     */
    void overtake(Runnable change) {
        changeWhileWriting = Optional.of(change);
        duplicates = 0;
    }

    /** Ends the overtaking that {@link #overtake} started. */
    void endOvertaking() {
        changeWhileWriting = Optional.empty();
        handled.clear();
    }

    SimulatedClock clock() {
        return clock;
    }

    /**
     * Sweeps all connections until no work is left. Resumes connections that were paused because a credential was
     * rejected.
     */
    void sweep() {
        for (DemoTenant tenant : tenants) {
            Connection connection = tenant.connection();
            untilDone(() -> {
                var _ = functions
                        .function(PLAN)
                        .apply(new PlanSweepRequest(
                                connection.tenant(), connection.id(), clock.instant(), false, true));
                return true;
            });
        }
        work();
    }

    /** Processes the queue and the stream until both are empty. */
    void work() {
        for (int steps = 0; ports.syncQueue.size() > 0 || !ports.stream.isEmpty(); steps++) {
            assertThat(steps).as("steps").isLessThan(MAX_STEPS);
            List<SyncWork> due = ports.syncQueue.receive(1 + random.nextInt(4));
            due.reversed().forEach(this::sync);
            if (due.isEmpty() || random.nextInt(8) == 0) {
                readStream();
            }
            if (due.isEmpty()) {
                clock.advance(STEP);
            }
        }
    }

    private void sync(SyncWork message) {
        boolean mayRepeat = changeWhileWriting.isPresent() && duplicates < MAX_DUPLICATES;
        changeWhileWriting.filter(_ -> mayRepeat && random.nextInt(3) == 0).ifPresent(change -> {
            int call = 1 + random.nextInt(3);
            ports.overtaking.beforeWrite(call, () -> {
                duplicates++;
                change.run();
                clock.advance(Duration.ofSeconds(1 + random.nextInt(90)));
                var _ = deliver(otherProcess, message);
            });
        });
        untilDone(() -> deliver(functions, message));
        ports.overtaking.cancel();
        if (mayRepeat) {
            handled.add(message);
            if (random.nextInt(6) == 0) {
                duplicates++;
                SyncWork late = handled.get(random.nextInt(handled.size()));
                untilDone(() -> deliver(functions, late));
            }
        }
    }

    /** Delivers a message to a process, and returns whether the message was handled. */
    private static boolean deliver(FunctionApplicationContext process, SyncWork message) {
        return process.function(SYNC)
                .apply(SqsTestEvents.of(message))
                .getBatchItemFailures()
                .isEmpty();
    }

    private void readStream() {
        for (int batches = 0; !ports.stream.isEmpty(); batches++) {
            assertThat(batches).as("stream batches").isLessThan(MAX_STEPS);
            untilDone(() -> {
                var _ = ports.stream.deliver(functions.function(DETECT), random);
                return true;
            });
        }
    }

    private void untilDone(BooleanSupplier work) {
        boolean done = false;
        for (int deliveries = 1; !done; deliveries++) {
            assertThat(deliveries).as("deliveries of one event").isLessThan(MAX_DELIVERIES);
            try {
                done = work.getAsBoolean();
            } catch (ProcessCrashedError _) {
                functions.close();
                kill.restart();
                functions = start();
            }
        }
    }

    /** Delivers the webhooks that providers have sent since the last time. */
    void deliverWebhooks() {
        for (DemoTenant tenant : tenants) {
            var _ = tenant.deliverWebhooks(webhookAddress()
                    .resolve("webhooks/%s/%s"
                            .formatted(
                                    tenant.connection().tenant(),
                                    tenant.connection().id())));
        }
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            APIGatewayV2HTTPResponse response;
            try {
                response = functions.function(RECEIVE).apply(event(exchange));
            } catch (ProcessCrashedError _) {
                exchange.sendResponseHeaders(502, -1);
                return;
            }
            byte[] body = response.getBody() == null
                    ? new byte[0]
                    : response.getIsBase64Encoded()
                            ? Base64.getDecoder().decode(response.getBody())
                            : response.getBody().getBytes(StandardCharsets.UTF_8);
            if (response.getHeaders() != null) {
                response.getHeaders().forEach(exchange.getResponseHeaders()::set);
            }
            exchange.sendResponseHeaders(response.getStatusCode(), body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private static APIGatewayV2HTTPEvent event(HttpExchange exchange) throws IOException {
        URI uri = exchange.getRequestURI();
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        APIGatewayV2HTTPEvent event = new APIGatewayV2HTTPEvent();
        event.setVersion("2.0");
        event.setRawPath(uri.getRawPath());
        String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        event.setRawQueryString(query);
        event.setQueryStringParameters(SimulatorRequest.decodeForm(query));
        event.setHeaders(headers);
        event.setBody(
                Base64.getEncoder().encodeToString(exchange.getRequestBody().readAllBytes()));
        event.setIsBase64Encoded(true);
        event.setRequestContext(APIGatewayV2HTTPEvent.RequestContext.builder()
                .withHttp(APIGatewayV2HTTPEvent.RequestContext.Http.builder()
                        .withMethod(exchange.getRequestMethod())
                        .withPath(uri.getPath())
                        .withSourceIp("127.0.0.1")
                        .build())
                .build());
        return event;
    }

    /** Returns everything that is recorded as not read although the provider offers it. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        for (DemoTenant tenant : tenants) {
            Connection connection = tenant.connection();
            for (PartitionStatus partition :
                    ports.sweeps.state(connection.tenant(), connection.id()).partitions()) {
                partition
                        .problem()
                        .filter(problem -> !problem.code().equals("not-offered"))
                        .ifPresent(problem ->
                                problems.add(connection.id() + " " + partition.ref() + ": " + problem.message()));
            }
        }
        return problems;
    }

    @Override
    public void close() {
        functions.close();
        otherProcess.close();
        webhookServer.stop(0);
        simulator.close();
    }
}

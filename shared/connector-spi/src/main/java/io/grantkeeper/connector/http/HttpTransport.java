package io.grantkeeper.connector.http;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem;
import io.grantkeeper.connector.ConnectorProblem.Misconfigured;
import io.grantkeeper.connector.ConnectorProblem.Unavailable;
import io.grantkeeper.connector.ConnectorProblem.UnexpectedResponse;
import io.grantkeeper.identity.outbound.OutboundHttpClients;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * The network layer. It sends one request and returns the response, and maps every failure to a problem based on the
 * exception's type. Its HTTP client is created for the first request, because loading root certificates takes time, and
 * a webhook that makes no provider call does not need them.
 */
final class HttpTransport implements AutoCloseable {
    private static final String USER_AGENT = "grantkeeper";

    private final ProviderHttpOptions options;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ReentrantLock making = new ReentrantLock();
    private volatile @Nullable HttpClient client;

    HttpTransport(ProviderHttpOptions options) {
        this.options = options;
    }

    private HttpClient client() {
        HttpClient made = client;
        if (made != null) {
            return made;
        }
        making.lock();
        try {
            made = client;
            if (made == null) {
                made = newClient();
                client = made;
            }
            return made;
        } finally {
            making.unlock();
        }
    }

    private HttpClient newClient() {
        return OutboundHttpClients.client(options.connectWithin())
                .executor(threads)
                .build();
    }

    ProviderResponse send(ProviderRequest request) throws ConnectorException {
        // The client's own timeout covers only the headers, but the body can stall too.
        CompletableFuture<HttpResponse<byte[]>> answer = start(request);
        try {
            HttpResponse<byte[]> response = answer.get(options.answerWithin().toMillis(), TimeUnit.MILLISECONDS);
            return new ProviderResponse(request, response.statusCode(), headers(response), response.body());
        } catch (TimeoutException _) {
            answer.cancel(true);
            throw new ConnectorException(timedOut(request));
        } catch (InterruptedException _) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new ConnectorException(new Unavailable(request + " was interrupted"));
        } catch (ExecutionException e) {
            throw new ConnectorException(problem(request, e));
        }
    }

    private CompletableFuture<HttpResponse<byte[]>> start(ProviderRequest request) throws ConnectorException {
        try {
            return client().sendAsync(toHttp(request), _ -> new BoundedBodyReader(options.maxBodyBytes()));
        } catch (IllegalArgumentException _) {
            // The client's message would quote the header, and the token with it.
            throw new ConnectorException(new Misconfigured(
                    "%s cannot be sent: a header contains characters that are not allowed; check the credential '%s' for line endings or quotes"
                            .formatted(request, request.credential())));
        }
    }

    @Override
    public void close() {
        HttpClient made = client;
        if (made != null) {
            made.shutdownNow();
        }
        threads.shutdownNow();
    }

    private HttpRequest toHttp(ProviderRequest request) {
        HttpRequest.Builder http = HttpRequest.newBuilder(request.uri());
        if ("http".equalsIgnoreCase(request.uri().getScheme())) {
            http.version(HttpClient.Version.HTTP_1_1);
        }
        http.setHeader("user-agent", USER_AGENT);
        request.headers().forEach(http::setHeader);
        request.body().ifPresent(body -> http.setHeader("content-type", body.contentType()));
        HttpRequest.BodyPublisher body = request.body()
                .map(content -> BodyPublishers.ofString(content.content()))
                .orElse(BodyPublishers.noBody());
        return http.method(request.method().name(), body).build();
    }

    private static Map<String, List<String>> headers(HttpResponse<?> response) {
        Map<String, List<String>> lowerCase = new TreeMap<>();
        response.headers()
                .map()
                .forEach((name, values) -> lowerCase.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        return lowerCase;
    }

    private ConnectorProblem problem(ProviderRequest request, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BoundedBodyReader.TooLargeException) {
                return new UnexpectedResponse(
                        "%s: the response is larger than %d bytes".formatted(request, options.maxBodyBytes()));
            }
            if (cause instanceof UnresolvedAddressException) {
                return new Unavailable("%s: DNS cannot resolve the host name of %s".formatted(request, place(request)));
            }
            if (cause instanceof SSLException) {
                return new Unavailable(
                        request + ": no secure connection: the TLS handshake or the certificate check failed");
            }
            if (cause instanceof HttpTimeoutException) {
                return timedOut(request);
            }
        }
        if (failure.getCause() instanceof ConnectException) {
            return new Unavailable("%s: the connection to %s was refused".formatted(request, place(request)));
        }
        return new Unavailable(request + ": the connection was lost before the response was complete");
    }

    private static String place(ProviderRequest request) {
        int port = request.uri().getPort();
        return request.uri().getHost() + (port < 0 ? "" : ":" + port);
    }

    private Unavailable timedOut(ProviderRequest request) {
        return new Unavailable("%s: no complete response within %d ms"
                .formatted(request, options.answerWithin().toMillis()));
    }
}

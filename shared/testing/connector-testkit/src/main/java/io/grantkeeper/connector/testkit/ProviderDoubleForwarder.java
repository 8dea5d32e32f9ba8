package io.grantkeeper.connector.testkit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Forwards calls to the provider double. */
final class ProviderDoubleForwarder implements ResponseSource {
    /**
     * Headers that are not forwarded, because they belong to one HTTP connection or because the HTTP client sets them
     * itself.
     */
    private static final Set<String> NOT_HANDED_ON =
            Set.of("host", "connection", "content-length", "transfer-encoding", "upgrade", "http2-settings", "expect");

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private final URI origin;

    ProviderDoubleForwarder(URI origin) {
        this.origin = origin;
    }

    @Override
    public ProviderDoubleResponse answer(ReceivedCall call, String pathAndQuery, byte[] body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(origin.resolve(pathAndQuery))
                .method(call.method(), body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        call.headers().forEach((name, value) -> {
            if (!NOT_HANDED_ON.contains(name)) {
                request.header(name, value);
            }
        });
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), BodyHandlers.ofString());
            SortedMap<String, List<String>> headers = new TreeMap<>();
            response.headers().map().forEach((name, values) -> {
                String lowerCase = name.toLowerCase(Locale.ROOT);
                if (!NOT_HANDED_ON.contains(lowerCase) && !lowerCase.startsWith(":")) {
                    headers.put(lowerCase, List.copyOf(values));
                }
            });
            return new ProviderDoubleResponse(response.statusCode(), headers, response.body());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted");
        }
    }
}

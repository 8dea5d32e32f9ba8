package io.grantkeeper.identity.outbound;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP call to a server that may be faulty or hostile. The timeout of {@link HttpRequest} applies only until the
 * headers have arrived, so a server could send a body slowly or without end. This call limits how much of the body is
 * read, and the time until that part has arrived.
 */
public final class BoundedHttpCall {
    private BoundedHttpCall() {}

    /**
     * Sends a request and reads the beginning of the response.
     *
     * @param maxBytes returns how many bytes of the body to read for a status code; the rest is not received. If it
     *     returns 0, the call ends as soon as the headers have arrived
     * @param timeout the maximum time for the whole call
     * @throws HttpTimeoutException if the response does not arrive in time
     */
    public static HttpResponse<byte[]> send(
            HttpClient client, HttpRequest request, IntUnaryOperator maxBytes, Duration timeout)
            throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> response =
                client.sendAsync(request, info -> new BodyStart(maxBytes.applyAsInt(info.statusCode())));
        try {
            return response.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            throw new HttpTimeoutException("the response did not arrive in time");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } finally {
            // Ends the exchange if it is still running.
            boolean _ = response.cancel(true);
        }
    }

    /** Reads the first bytes of a body and cancels the rest. */
    private static final class BodyStart implements BodySubscriber<byte[]> {
        private final int maxBytes;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final CompletableFuture<byte[]> start = new CompletableFuture<>();
        private @Nullable Subscription subscription;

        BodyStart(int maxBytes) {
            this.maxBytes = maxBytes;
        }

        @Override
        public CompletionStage<byte[]> getBody() {
            return start;
        }

        @Override
        public void onSubscribe(Subscription started) {
            subscription = started;
            if (maxBytes == 0) {
                end();
            } else {
                started.request(Long.MAX_VALUE);
            }
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            for (ByteBuffer buffer : buffers) {
                byte[] part = new byte[Math.min(buffer.remaining(), maxBytes - bytes.size())];
                buffer.get(part);
                bytes.write(part, 0, part.length);
            }
            if (bytes.size() == maxBytes) {
                end();
            }
        }

        private void end() {
            if (subscription != null) {
                subscription.cancel();
            }
            start.complete(bytes.toByteArray());
        }

        @Override
        public void onError(Throwable failure) {
            start.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            start.complete(bytes.toByteArray());
        }
    }
}

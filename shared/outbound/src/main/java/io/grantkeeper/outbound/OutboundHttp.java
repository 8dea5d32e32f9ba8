package io.grantkeeper.outbound;

import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** Makes the HTTP clients with which a deployed function calls anyone but AWS. */
public final class OutboundHttp {
    private OutboundHttp() {}

    /**
     * A client that trusts whom the JVM trusts ({@link ServerTrust}) and follows no redirect: what a request carries is
     * meant for the host that it was given for. Making one takes some ten milliseconds of a process that has just started.
     *
     * @param connectWithin until the connection stands, TLS included
     */
    public static HttpClient.Builder client(Duration connectWithin) {
        return HttpClient.newBuilder()
                .sslContext(tls())
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connectWithin);
    }

    private static SSLContext tls() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {ServerTrust.ofProviders()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no TLS", e);
        }
    }
}

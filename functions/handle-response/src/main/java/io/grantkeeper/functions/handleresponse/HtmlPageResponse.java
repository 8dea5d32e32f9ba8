package io.grantkeeper.functions.handleresponse;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.grantkeeper.identity.Sha256;
import io.grantkeeper.identity.text.HtmlWriter;
import io.grantkeeper.owners.alerts.SenderContact;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * A complete HTML page. Pages work without scripts, load nothing, are never cached or framed, and never disclose their
 * URL, which contains the ticket.
 */
record HtmlPageResponse(int status, String title, HtmlWriter content) {
    private static final String STYLE = """
            :root{color-scheme:light dark;--ink:#1f2933;--soft:#52606d;--line:#cbd2d9;--back:#f5f7fa;--card:#ffffff;--go:#0b6b46;--stop:#a61b1b;--note:#fff7e0}
            @media(prefers-color-scheme:dark){:root{--ink:#f0f4f8;--soft:#b8c4ce;--line:#4a5763;--back:#161b22;--card:#1f262e;--go:#3fb984;--stop:#ff8a80;--note:#3a3113}}
            *{box-sizing:border-box}
            body{margin:0;background:var(--back);color:var(--ink);font:1rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
            main{max-width:46rem;margin:0 auto;padding:1.5rem 1rem 4rem}
            .brand{color:var(--soft);font-size:.9rem;margin:0 0 1rem;letter-spacing:.02em}
            .foot{border-top:1px solid var(--line);margin:2rem 0 0;padding-top:.75rem}
            summary{cursor:pointer;padding:.35rem 0}
            h1{font-size:1.6rem;line-height:1.25;margin:0 0 .5rem}
            h2{font-size:1.15rem;margin:1.5rem 0 .35rem}
            .card h2{margin-top:0}
            h3{font-size:1rem;margin:1rem 0 .25rem}
            p{margin:.35rem 0}
            ul{margin:.35rem 0;padding-left:1.3rem}
            .soft{color:var(--soft)}
            .card{background:var(--card);border:1px solid var(--line);border-radius:.6rem;padding:1rem 1.15rem;margin:1rem 0}
            .note{background:var(--note);border-left:.3rem solid #c78a00;padding:.7rem 1rem;border-radius:.3rem;margin:1rem 0}
            button,a.button{display:inline-block;font:inherit;font-weight:600;padding:.65rem 1.2rem;border-radius:.45rem;border:2px solid var(--go);background:var(--go);color:var(--card);cursor:pointer;text-decoration:none;margin:.35rem .5rem .35rem 0;min-height:2.75rem}
            button.grave{border-color:var(--stop);background:var(--stop)}
            a.button,button.plain{background:transparent;color:var(--ink);border-color:var(--line)}
            input[type=radio]{margin-right:.5rem}
            button:focus-visible,a:focus-visible,input:focus-visible,summary:focus-visible{outline:3px solid #2f80ed;outline-offset:2px}
            a{color:inherit}
            fieldset{border:0;margin:1.25rem 0 0;padding:0;min-width:0}
            legend{font-weight:600;padding:0 .5rem 0 0}
            .choices{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem}
            .choices label{display:inline-flex;gap:.45rem;align-items:center;padding:.5rem 0;min-height:2.75rem}
            input[type=radio],input[type=checkbox]{width:1.2rem;height:1.2rem;margin:0;accent-color:var(--go)}
            input[type=email]{font:inherit;padding:.5rem .6rem;border:1px solid var(--soft);border-radius:.4rem;width:100%;max-width:24rem;background:var(--card);color:var(--ink)}
            .tag{display:inline-block;border:1px solid var(--line);border-radius:1rem;padding:.05rem .6rem;font-size:.85rem;margin-right:.35rem}
            .bar{position:sticky;bottom:0;background:var(--back);border-top:1px solid var(--line);padding:.5rem 0}
            dl{display:grid;grid-template-columns:max-content 1fr;gap:.3rem .9rem;margin:1rem 0 0}
            dt{color:var(--soft)}dd{margin:0}
            @media(max-width:30rem){.bar{position:static}dl{grid-template-columns:1fr}dt{margin-top:.35rem}button,a.button{width:100%;text-align:center;margin-right:0}}
            @media print{.bar,form button{display:none}}
            """;

    private static final Map<String, String> HEADERS = Map.of(
            "content-type", "text/html; charset=utf-8",
            "cache-control", "no-store",
            "content-security-policy",
                    "default-src 'none'; style-src '%s'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
                            .formatted(hash(STYLE)),
            "referrer-policy", "no-referrer",
            "x-content-type-options", "nosniff",
            "x-frame-options", "DENY",
            "x-robots-tag", "noindex, nofollow",
            "cross-origin-opener-policy", "same-origin");

    /** Returns a plain-text response with an empty body, for a client that is not a browser. */
    static APIGatewayV2HTTPResponse plainResponse(int status) {
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(status)
                .withHeaders(Map.of("content-type", "text/plain; charset=utf-8", "cache-control", "no-store"))
                .withBody("")
                .withIsBase64Encoded(false)
                .build();
    }

    /**
     * Converts this page to a response for API Gateway.
     *
     * @param sender the sender that the page names; empty if answers are not configured
     */
    APIGatewayV2HTTPResponse response(boolean withBody, Optional<SenderContact> sender) {
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(status)
                .withHeaders(HEADERS)
                .withBody(withBody ? html(sender) : "")
                .withIsBase64Encoded(false)
                .build();
    }

    String html(Optional<SenderContact> sender) {
        HtmlWriter head = new HtmlWriter()
                .emptyElement("meta charset=\"utf-8\"")
                .emptyElement("meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"")
                .emptyElement("meta name=\"robots\" content=\"noindex\"")
                .element("title", title + " · Grantkeeper")
                .raw("<style>" + STYLE + "</style>");
        String brand = sender.flatMap(SenderContact::company)
                .map(company -> company + " · Grantkeeper")
                .orElse("Grantkeeper");
        HtmlWriter main = new HtmlWriter().element("p class=\"brand\"", brand).add(content);
        sender.ifPresent(known -> main.element(
                "p class=\"brand foot\"",
                new HtmlWriter()
                        .text("%s asks you through Grantkeeper. Questions? Write to ".formatted(known.name()))
                        .element("a href=" + HtmlWriter.quoted("mailto:" + known.contact()), known.contact())
                        .text(".")));
        return new HtmlWriter()
                .raw("<!doctype html>")
                .open("html lang=\"en\"")
                .element("head", head)
                .element("body", new HtmlWriter().element("main", main))
                .close("html")
                .toString();
    }

    private static String hash(String style) {
        byte[] digest = Sha256.of(style);
        return "sha256-" + Base64.getEncoder().encodeToString(digest);
    }
}

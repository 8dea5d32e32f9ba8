package io.grantkeeper.connector;

import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.AccessObservation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A page of a provider's listing, before its rows are converted.
 *
 * @param next the token of the next page, in the provider's own paging scheme; empty on the last page
 */
public record RowPage(List<JsonNodeReader> rows, Optional<String> next) {
    /** Converts one row to observations. */
    @FunctionalInterface
    public interface RowReader {
        Collection<? extends AccessObservation> read(JsonNodeReader row) throws ConnectorException;
    }

    /** Reads the page at a position. */
    @FunctionalInterface
    public interface Source {
        /**
         * Reads a page.
         *
         * @param from the token of the page; empty for the first one
         */
        RowPage read(Optional<String> from) throws ConnectorException;
    }

    /** Receives each row of a listing. */
    @FunctionalInterface
    public interface RowConsumer {
        void accept(JsonNodeReader row) throws ConnectorException;
    }

    public RowPage {
        rows = List.copyOf(rows);
    }

    /** Returns the page with its rows converted. */
    public StreamPage toPage(RowReader reader) throws ConnectorException {
        return StreamPage.of(read(rows, reader), next);
    }

    /** Converts rows, in order. */
    public static List<AccessObservation> read(Collection<JsonNodeReader> rows, RowReader reader)
            throws ConnectorException {
        List<AccessObservation> items = new ArrayList<>();
        for (JsonNodeReader row : rows) {
            items.addAll(reader.read(row));
        }
        return items;
    }

    /**
     * Reads all pages of a listing and passes on each row. At most one page is in memory.
     *
     * @param listing the listing's name, for messages
     * @throws ConnectorException {@code UnexpectedResponse} if the listing returns to a page that was already read
     */
    public static void forEachRow(String listing, Source source, RowConsumer consumer) throws ConnectorException {
        PageCycleDetector pages = new PageCycleDetector(listing);
        RowPage page = source.read(Optional.empty());
        while (true) {
            for (JsonNodeReader row : page.rows()) {
                consumer.accept(row);
            }
            if (page.next().isEmpty()) {
                return;
            }
            pages.advanceTo(page.next().get());
            page = source.read(page.next());
        }
    }
}

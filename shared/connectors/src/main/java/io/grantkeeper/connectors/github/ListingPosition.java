package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.Cursor;
import java.util.Optional;

/**
 * Where in a listing to read on, written {@code 3} or, where GitHub counts the rows, {@code 3/250/0}.
 *
 * <p>A row that disappears while pages are read moves those behind it up by one, past the page that is read next: it
 * would look gone too. A total that has changed tells, and the listing is then read once more from its first page.
 *
 * @param page counted from one
 * @param total how many rows there were on the page before
 * @param walk how often the listing was begun anew
 */
record ListingPosition(int page, Optional<Long> total, int walk) {
    /** A listing that changes all the time is taken as it comes after so many tries. */
    private static final int MOST_WALKS = 3;

    static ListingPosition of(Cursor cursor) throws ConnectorException {
        String[] parts = cursor.token().orElse("1").split("/", -1);
        int page = PageNumber.of(Optional.of(parts[0]));
        if (parts.length == 1) {
            return new ListingPosition(page, Optional.empty(), 0);
        }
        try {
            if (parts.length == 3) {
                return new ListingPosition(page, Optional.of(Long.parseLong(parts[1])), Integer.parseInt(parts[2]));
            }
        } catch (NumberFormatException _) {
            // Told below, like a cursor of another length.
        }
        throw Problems.unexpected("a stored cursor of a listing must look like 3 or 3/250/0");
    }

    /** Where to go on; empty at the end. */
    Optional<Cursor> next(Optional<Integer> nextPage, Optional<Long> totalNow) {
        boolean changed = total.isPresent() && totalNow.isPresent() && !total.equals(totalNow);
        if (changed && walk < MOST_WALKS) {
            return Optional.of(new ListingPosition(1, totalNow, walk + 1).cursor());
        }
        return nextPage.map(number -> new ListingPosition(number, totalNow, walk).cursor());
    }

    private Cursor cursor() {
        return Cursor.at(total.map(count -> page + "/" + count + "/" + walk).orElseGet(() -> Integer.toString(page)));
    }
}

package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.PartitionCursor;
import java.util.Optional;

/**
 * The position in a listing, written as {@code 3} or, if GitHub counts the rows, {@code 3/250/0}.
 *
 * <p>If a row disappears while pages are read, the rows after it move up by one. One of them moves onto a page that was
 * already read, so that row would look as if it had been removed too. A changed total reveals this case, and the
 * listing is then read again from its first page.
 *
 * @param page the number of the page, starting at one
 * @param total the total number of rows in the listing, as reported with the previous page
 * @param walk how many times the listing has been restarted
 */
record GitHubListingPosition(int page, Optional<Long> total, int walk) {
    /** The maximum number of restarts. A listing that still changes after that many is accepted as it was read. */
    private static final int MAX_WALKS = 3;

    static GitHubListingPosition of(PartitionCursor cursor) throws ConnectorException {
        String[] parts = cursor.token().orElse("1").split("/", -1);
        int page = GitHubPageNumber.of(Optional.of(parts[0]));
        if (parts.length == 1) {
            return new GitHubListingPosition(page, Optional.empty(), 0);
        }
        try {
            if (parts.length == 3) {
                return new GitHubListingPosition(
                        page, Optional.of(Long.parseLong(parts[1])), Integer.parseInt(parts[2]));
            }
        } catch (NumberFormatException _) {
            // Reported below, like a cursor of another length.
        }
        throw ConnectorException.unexpected("a stored cursor of a listing must look like 3 or 3/250/0");
    }

    /** Returns the cursor to resume from, or empty at the end. */
    Optional<PartitionCursor> next(Optional<Integer> nextPage, Optional<Long> totalNow) {
        boolean changed = total.isPresent() && totalNow.isPresent() && !total.equals(totalNow);
        if (changed && walk < MAX_WALKS) {
            return Optional.of(new GitHubListingPosition(1, totalNow, walk + 1).cursor());
        }
        return nextPage.map(number -> new GitHubListingPosition(number, totalNow, walk).cursor());
    }

    private PartitionCursor cursor() {
        return PartitionCursor.at(
                total.map(count -> page + "/" + count + "/" + walk).orElseGet(() -> Integer.toString(page)));
    }
}

package io.grantkeeper.rightsizing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that a call is matched with the correct vendor path, regardless of its form in a log. */
class LoggedCallFormsTest {
    private final RightSizer rightSizing = RightSizer.standard();

    @ParameterizedTest(name = "{1} {2}")
    @DisplayName("matches a logged call to the vendor's path")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "microsoft | GET | /v1.0/users/8f0c/messages | GET /users/{id}/messages",
                "microsoft | get | https://graph.microsoft.com/beta/Users/ADA@CONTOSO.COM/Messages?$top=5 | GET /users/{id}/messages",
                "microsoft | GET | /users('ada%40contoso.com')/messages/ | GET /users/{id}/messages",
                "microsoft | GET | users/O'Brien@contoso.com/messages | GET /users/{id}/messages",
                "microsoft | HEAD | /v1.0//me/messages#x | GET /me/messages",
                "microsoft | GET | /me/messages/delta() | GET /me/messages/{id}",
                "microsoft | GET | /groups/1/members/microsoft.graph.user | GET /groups/{id}/members",
                "microsoft | GET | /groups/1/members/$count | GET /groups/{id}/members",
                "microsoft | GET | /reports/getSharePointSiteUsageDetail(period='D7') | GET /reports/getsharepointsiteusagedetail(period={value})",
                "microsoft | GET | /reports/microsoft.graph.getSharePointSiteUsageDetail(period=@p)?@p='D7' | GET /reports/getsharepointsiteusagedetail(period={value})",
                "microsoft | GET | /me/drive/root:/Team/Q3/plan.xlsx:/workbook/comments | GET /me/drive/root:/{id}:/workbook/comments",
                "microsoft | PUT | /me/drive/special/approot:/notes/a.txt:/content | PUT /me/drive/items/{id}/content",
                "microsoft | GET | /me/drive/items/1/workbook/worksheets/2/range(address='A1:B2') | GET /me/drive/items/{id}/workbook/worksheets/{id}/range(address={value})",
                "microsoft | GET | /sites/root:/sites/hr:/drive/root:/Shared%20Documents/a.docx | GET /sites/{id}/drive/root:/{id}",
                "microsoft | GET | /drives/b!x/root/children | GET /drives/{id}/items/{id}/children",
                "microsoft | POST | /v1.0/groups/8f0c/members/$ref | POST /groups/{id}/members/$ref",
                "microsoft | GET | /directory/deviceLocalCredentials/8f0c | GET /devicelocalcredentials/{id}",
                "microsoft | GET | /sites/1/drive/root/delta(token='x') | GET /sites/{id}/drive/root/delta",
                "microsoft | GET | /users/ada@contoso.com/calendar | GET /users/{id}/calendar",
                "microsoft | PATCH | /me/calendars/AAMk | PATCH /me/calendars/{id}",
                "github | GET | /orgs/acme/audit-log?phrase=action:repo | GET /orgs/{org}/audit-log",
                "github | GET | https://api.github.com/repos/acme/app/contents/src/Main.java?ref=main | GET /repos/{owner}/{repo}/contents/{**}",
                "github | PUT | /repos/acme/app/contents/.github/workflows/ci.yml | PUT /repos/{owner}/{repo}/contents/.github/workflows/{**}",
                "github | GET | https://ghe.example/api/v3/repos/acme/app/git/ref/heads/feature/x | GET /repos/{owner}/{repo}/git/ref/{**}",
                "github | GET | /repos/acme/app/commits/feature/x/status | GET /repos/{owner}/{repo}/commits/{ref}/status",
                "github | GET | /repos/acme/app/commits/feature/x/ | GET /repos/{owner}/{repo}/commits/{**}",
                "github | PUT | /repos/acme/app/branches/fix/a/b/protection/restrictions/apps | PUT /repos/{owner}/{repo}/branches/{branch}/protection/restrictions/apps",
                "github | POST | /repos/acme/app/branches/fix/a/rename | POST /repos/{owner}/{repo}/branches/{branch}/rename",
                "github | GET | /repositories/1296269/pulls | GET /repos/{owner}/{repo}/pulls",
                "google | GET | https://gmail.googleapis.com/gmail/v1/users/me/messages/18c?format=full | GET /gmail/v1/users/{userId}/messages/{id}",
                "google |  | gmail.users.messages.list | GET /gmail/v1/users/{userId}/messages",
                "google |  | directory.users.list | GET /admin/directory/v1/users",
                "google | PATCH | https://people.googleapis.com/v1/people/c12:updateContact | PATCH /v1/people/{id}:updateContact",
                "google | POST | /v4/spreadsheets/abc/values/Sheet1!A1:D5:append | POST /v4/spreadsheets/{spreadsheetId}/values/{range}:append",
                "okta | GET | https://acme.okta.com/api/v1/users/00u1/factors | GET /api/v1/users/{userId}/factors",
                "okta | GET | https://acme.okta.com/oauth2/v1/clients?limit=20 | GET /oauth2/v1/clients",
                "okta | GET | https://acme.okta.com/governance/api/v1/campaigns?limit=20 | GET /governance/api/v1/campaigns",
                "okta | POST | /governance/api/v1/campaigns/icn1/launch | POST /governance/api/v1/campaigns/{campaignId}/launch",
                "okta | GET | /governance/api/v1/entitlements/values?filter=x | GET /governance/api/v1/entitlements/values",
                "okta | PATCH | /governance/api/v2/tasks/t1 | PATCH /governance/api/v2/tasks/{taskId}",
                "google | GET | https://www.googleapis.com/drive/v3/files/1aB?alt=media | GET /drive/v3/files/{fileId}",
            })
    void matchesLoggedCallToVendorPath(String provider, String method, String path, String matched) {
        ObservedCallCheck proof = replay(provider, method, path);
        assertThat(proof).isInstanceOf(ObservedCallCheck.Admitted.class);
        assertThat(((ObservedCallCheck.Admitted) proof).template()).isEqualToIgnoringCase(matched);
    }

    @ParameterizedTest(name = "{1} {2}")
    @DisplayName("reports unknown calls with the reason")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "microsoft | GET | /me/inventedThings | has no such call",
                "microsoft | GET | /me/events/microsoft.graph.invented(x=1) | has no such call",
                "microsoft | GET | https://example.com/v1.0/me | is not this provider's API",
                "microsoft | GET | https://management.azure.com/subscriptions?api-version=2022-12-01 | is not this provider's API: access to Azure resources depends on Azure roles",
                "microsoft | PUT | /subscriptions/0b1f/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm1 | access to Azure resources depends on Azure roles",
                "microsoft | POST | /v1.0/subscriptions | depends on the subscribed resource",
                "microsoft | PATCH | /subscriptions('7f10') | depends on the subscribed resource",
                "microsoft | POST | /v1.0/$batch | inner calls were not logged",
                "google |  | gmail.users.invented.list | needs its HTTP method",
                "github | GET | /repos/acme/app/invented | has no such call",
                "github | POST | https://api.github.com/graphql | depend on its body",
                "github | POST | https://ghe.example/api/graphql | depend on its body",
                "github | GET | /orgs/acme/packages?package_type=npm | does not publish which app permission its calls for packages need",
                "github | DELETE | /user/packages/container/app/versions/3 | calls for packages",
                "github | GET | /notifications | calls for notifications",
                "github | PUT | /api/v3/repos/acme/app/notifications | calls for notifications",
                "github | GET | /users/ada/projectsV2/4/items | calls for these projects",
                "github | GET | /repos/acme/notifications/invented | has no such call",
                "okta | PUT | /governance/api/v1/campaigns | has no such call",
                "okta | GET | /api/v9/users | has no such call",
                "okta | GET | %%%ff('/((( | has no such call",
            })
    void reportsReasonForUnknownCall(String provider, String method, String path, String why) {
        ObservedCallCheck proof = replay(provider, method, path);
        assertThat(proof).isInstanceOf(ObservedCallCheck.UnknownCall.class);
        assertThat(((ObservedCallCheck.UnknownCall) proof).why()).contains(why);
    }

    private ObservedCallCheck replay(String provider, String method, String path) {
        return rightSizing
                .recommend(new ObservedUsage(
                        PermissionTableProvider.named(provider).orElseThrow(),
                        Optional.of("delegated"),
                        List.of(),
                        List.of(new ObservedCall(method == null ? "" : method, path)),
                        UsageCoverage.unknown()))
                .proof()
                .getFirst();
    }
}

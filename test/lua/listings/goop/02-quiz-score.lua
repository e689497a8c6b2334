--- Score a quiz submission
function call(request)
    local answers = request.params.answers
    -- ... process and return structured result ...
    return { score = 3, total = 5 }
end
